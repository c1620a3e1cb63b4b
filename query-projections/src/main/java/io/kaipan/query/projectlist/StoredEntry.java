package io.kaipan.query.projectlist;

import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.project_policy_entry}. @param winProbability percent; null unless it is a stage */
record StoredEntry(
        StoredPolicy.Id policy,
        int place,
        String code,
        String label,
        boolean retired,
        @Nullable Integer winProbability) {
    static final Table<StoredEntry> ENTRIES = Table.<StoredEntry>named(
                    "project_policy_entry", "project", "kind", "version", "place")
            .text("project", entry -> entry.policy.project())
            .text("kind", entry -> entry.policy.kind())
            .integer("version", entry -> entry.policy.version())
            .integer("place", StoredEntry::place)
            .text("code", StoredEntry::code)
            .text("label", StoredEntry::label)
            .flag("retired", StoredEntry::retired)
            .integerOrNull("win_probability", StoredEntry::winProbability)
            .reads(StoredEntry::from);

    static StoredEntry from(ResultSet row) throws SQLException {
        return new StoredEntry(
                StoredPolicy.Id.from(row),
                row.getInt("place"),
                row.getString("code"),
                row.getString("label"),
                row.getBoolean("retired"),
                row.getObject("win_probability", Integer.class));
    }
}
