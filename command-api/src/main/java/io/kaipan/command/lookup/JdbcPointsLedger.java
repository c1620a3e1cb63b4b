package io.kaipan.command.lookup;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.project.ProjectCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What ledgers' entries were made for, and what is left of them, in {@code lookup.points_entry} (PTS-5 to PTS-7). */
@Component
class JdbcPointsLedger implements PointsLedger {
    private static final int PORTION = 100;

    private final JdbcClient jdbc;

    JdbcPointsLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean enter(MemberAccountId account, Entry entry) {
        return jdbc.sql("""
                INSERT INTO lookup.points_entry
                    (account_id, entry, kind, cause, project, day, points, remaining, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                account.value(),
                                entry.number(),
                                entry.kind(),
                                entry.cause(),
                                entry.project().value(),
                                entry.day(),
                                entry.points(),
                                entry.left(),
                                entry.expiresAt() == null
                                        ? null
                                        : entry.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public Optional<Entry> find(MemberAccountId account, int number) {
        return jdbc.sql("SELECT * FROM lookup.points_entry WHERE account_id = ? AND entry = ?")
                .params(account.value(), number)
                .query(JdbcPointsLedger::entry)
                .optional();
    }

    @Override
    public Optional<Entry> find(MemberAccountId account, String kind, String cause) {
        return jdbc.sql("SELECT * FROM lookup.points_entry WHERE account_id = ? AND kind = ? AND cause = ?")
                .params(account.value(), kind, cause)
                .query(JdbcPointsLedger::entry)
                .optional();
    }

    @Override
    public List<Entry> oldest(MemberAccountId account, long points) {
        List<Entry> oldest = new ArrayList<>();
        long found = 0;
        List<Entry> portion;
        do {
            portion = jdbc.sql("""
                    SELECT * FROM lookup.points_entry WHERE account_id = ? AND remaining > 0 AND entry > ?
                    ORDER BY entry LIMIT %d""".formatted(PORTION))
                    .params(
                            account.value(),
                            oldest.isEmpty() ? 0 : oldest.getLast().number())
                    .query(JdbcPointsLedger::entry)
                    .list();
            for (Entry entry : portion) {
                if (found < points) {
                    oldest.add(entry);
                    found += entry.left();
                }
            }
        } while (found < points && portion.size() == PORTION);
        return oldest;
    }

    @Override
    public List<Entry> due(MemberAccountId account, Instant now) {
        return jdbc.sql("""
                SELECT * FROM lookup.points_entry WHERE account_id = ? AND remaining > 0 AND expires_at <= ?
                ORDER BY entry""")
                .params(account.value(), now.atOffset(ZoneOffset.UTC))
                .query(JdbcPointsLedger::entry)
                .list();
    }

    @Override
    public void use(MemberAccountId account, List<PointsUse> uses) {
        take("", account, uses);
    }

    @Override
    public void expire(MemberAccountId account, List<PointsUse> uses) {
        take(", expired = e.expired + used.points", account, uses);
    }

    private void take(String besides, MemberAccountId account, List<PointsUse> uses) {
        jdbc.sql("""
                UPDATE lookup.points_entry e SET remaining = e.remaining - used.points%s
                FROM unnest(?::int[], ?::int[]) AS used (entry, points)
                WHERE e.account_id = ? AND e.entry = used.entry""".formatted(besides))
                .params(
                        uses.stream().map(PointsUse::entry).toArray(Integer[]::new),
                        uses.stream().map(PointsUse::points).toArray(Integer[]::new),
                        account.value())
                .update();
    }

    @Override
    public void markVoided(MemberAccountId account, int number, String cause) {
        jdbc.sql("UPDATE lookup.points_entry SET voided_for = ? WHERE account_id = ? AND entry = ?")
                .params(cause, account.value(), number)
                .update();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getInt("entry"),
                row.getString("kind"),
                row.getString("cause"),
                new ProjectCode(row.getString("project")),
                row.getObject("day", LocalDate.class),
                row.getInt("points"),
                row.getInt("remaining"),
                row.getInt("expired"),
                Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("voided_for"));
    }
}
