package io.kaipan.query.generation;

import io.kaipan.query.projection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The generations of all views, as they stand in the database. */
@Component
public class Generations {
    private static final String SELECT = """
            SELECT view, generation, state, asked_by, asked_at, started_at, built_at, live_at, ended_at, log_end, read_to,
                events, rows, parked, failure
            FROM engine.view_generation""";

    private static final Integer SEVERAL = 0;

    private final JdbcClient jdbc;
    private final Map<String, Integer> alone = new ConcurrentHashMap<>();

    Generations(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All generations of all views, dropped ones too, by view and number. */
    public List<Generation> all() {
        List<Generation> all = jdbc.sql(SELECT + " ORDER BY view, generation")
                .query((row, number) -> generation(row))
                .list();
        Map<String, Integer> now = new HashMap<>();
        all.stream().filter(one -> one.endedAt() == null).forEach(one -> {
            Integer other = now.put(one.view(), one.number());
            if (other != null) {
                now.put(one.view(), SEVERAL);
            }
        });
        now.values().remove(SEVERAL);
        alone.keySet().retainAll(now.keySet());
        alone.putAll(now);
        return all;
    }

    /** The generations of one view, by number; none when there is no such view. */
    public List<Generation> of(String view) {
        return jdbc.sql(SELECT + " WHERE view = :view ORDER BY generation")
                .param("view", view)
                .query((row, number) -> generation(row))
                .list();
    }

    /** The last comparison of a generation with the one that was read; empty when there was none. */
    public Optional<Comparison> comparison(Generation generation) {
        return jdbc.sql("""
                SELECT compared, started_at, ended_at, rows, different, failure FROM engine.view_comparison
                WHERE view = :view AND generation = :generation""")
                .param("view", generation.view())
                .param("generation", generation.number())
                .query((row, number) -> new Comparison(
                        row.getInt("compared"),
                        Columns.instant(row, "started_at"),
                        Columns.instantOrNull(row, "ended_at"),
                        row.getLong("rows"),
                        row.getLong("different"),
                        row.getString("failure"),
                        differences(generation)))
                .optional();
    }

    private List<Comparison.Difference> differences(Generation generation) {
        return jdbc.sql("""
                SELECT table_name, key, kind, columns FROM engine.view_difference
                WHERE view = :view AND generation = :generation ORDER BY place""")
                .param("view", generation.view())
                .param("generation", generation.number())
                .query((row, number) -> new Comparison.Difference(
                        row.getString("table_name"),
                        Columns.values(row, "key", Function.identity()),
                        Comparison.Kind.valueOf(row.getString("kind")),
                        Columns.values(row, "columns", Function.identity())))
                .list();
    }

    /**
     * The processing group of the generation that is read. Remembered where no other can be switched in its place; else
     * asked for each time, since that may happen on another node.
     *
     * @throws IllegalArgumentException when there is no such view
     */
    public String liveGroup(String view) {
        Integer only = alone.get(view);
        return only != null
                ? Generation.group(view, only)
                : of(view).stream()
                        .filter(one -> one.state() == GenerationState.LIVE)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No view is called " + view))
                        .group();
    }

    /** Forgets that a generation is the only one of a view: there is another now. */
    public void several(String view) {
        alone.remove(view);
    }

    private static Generation generation(ResultSet row) throws SQLException {
        String by = row.getString("asked_by");
        Instant startedAt = Columns.instantOrNull(row, "started_at");
        return new Generation(
                row.getString("view"),
                row.getInt("generation"),
                GenerationState.valueOf(row.getString("state")),
                by == null ? null : new Generation.Asking(by, Columns.instant(row, "asked_at")),
                startedAt == null ? null : bulk(row, startedAt),
                Columns.instantOrNull(row, "live_at"),
                Columns.instantOrNull(row, "ended_at"),
                row.getString("failure"));
    }

    private static Generation.Bulk bulk(ResultSet row, Instant startedAt) throws SQLException {
        @Nullable Instant builtAt = Columns.instantOrNull(row, "built_at");
        return new Generation.Bulk(
                startedAt,
                builtAt,
                row.getLong("log_end"),
                row.getLong("read_to"),
                row.getLong("events"),
                row.getLong("rows"),
                row.getLong("parked"));
    }
}
