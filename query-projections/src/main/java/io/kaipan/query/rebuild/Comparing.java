package io.kaipan.query.rebuild;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Comparison.Difference;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Table;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares one table of two generations row by row. PostgreSQL compares what stands there as it is; what is sealed differs
 * with every sealing and is opened for it.
 */
final class Comparing {
    /** By these names views keep personal data. */
    private static final String SEALED = "_sealed";

    private static final String CUSTOMER = "customer_id";
    private static final int PAGE = 1_000;

    private final JdbcTemplate jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final Table<?> table;
    private final String live;
    private final String other;
    private final List<String> key;
    private final List<String> plain;
    private final List<String> sealed;

    /** @param jdbc on a connection in a transaction, so that rows come page by page; @param live and {@code other} are generations */
    Comparing(JdbcTemplate jdbc, PersonalDataVault vault, String view, Table<?> table, int live, int other) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, view);
        this.table = table;
        this.live = table.in(live);
        this.other = table.in(other);
        Set<String> inBoth = columns(this.live);
        inBoth.retainAll(columns(this.other));
        this.key = table.key().stream().map(Table.Column::name).toList();
        this.plain = inBoth.stream()
                .filter(column -> !column.endsWith(SEALED) && !key.contains(column))
                .toList();
        this.sealed = inBoth.stream().filter(column -> column.endsWith(SEALED)).toList();
    }

    /** What came of it. @param different rows; the keys of {@code some} of them are named */
    record Found(long rows, List<Difference> different) {}

    /** Compares all rows. @param most after so many differences it is enough: nobody reads on */
    Found all(int most) {
        return compare("", new Object[0], most);
    }

    /** Compares the rows of some keys again. */
    Found again(Collection<Difference> some) {
        String parts = IntStream.range(0, key.size())
                .mapToObj(part -> "coalesce(a." + key.get(part) + ", b." + key.get(part) + ")::text")
                .collect(Collectors.joining(" || E'\\x1f' || "));
        String[] keys = some.stream()
                .map(difference -> String.join("\u001f", difference.key()))
                .toArray(String[]::new);
        return compare(" WHERE " + parts + " = ANY(?)", new Object[] {keys}, Integer.MAX_VALUE);
    }

    private Set<String> columns(String name) {
        return jdbc
                .queryForList(
                        "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0"
                                + " AND NOT attisdropped ORDER BY attnum",
                        String.class,
                        name)
                .stream()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Found compare(String where, Object[] parameters, int most) {
        String both = key.stream().map(part -> "a." + part + " = b." + part).collect(Collectors.joining(" AND "));
        String keys = key.stream()
                .map(part -> "coalesce(a." + part + ", b." + part + ")::text")
                .collect(Collectors.joining(", "));
        String differing = plain.isEmpty()
                ? "'{}'::text[]"
                : plain.stream()
                        .map(column -> "CASE WHEN a." + column + " IS DISTINCT FROM b." + column + " THEN '" + column
                                + "' END")
                        .collect(Collectors.joining(", ", "array_remove(ARRAY[", "]::text[], NULL)"));
        String texts = sealed.stream()
                .map(column -> ", a." + column + " AS a_" + column + ", b." + column + " AS b_" + column)
                .collect(Collectors.joining());
        String customer = sealed.isEmpty() ? "" : ", coalesce(a." + CUSTOMER + ", b." + CUSTOMER + ") AS customer";
        String first = key.getFirst();
        Collected collected = new Collected(most);
        jdbc.setFetchSize(PAGE);
        jdbc.execute("SET LOCAL enable_seqscan = on"); // whole tables, which this side's connections avoid otherwise
        jdbc.query(
                "SELECT ARRAY[" + keys + "] AS key, a." + first + " IS NULL AS added, b." + first
                        + " IS NULL AS missing, " + differing + " AS differing" + customer + texts + " FROM " + live
                        + " a FULL JOIN " + other + " b ON " + both + where,
                statement -> {
                    for (int i = 0; i < parameters.length; i++) {
                        statement.setObject(
                                i + 1, statement.getConnection().createArrayOf("text", (Object[]) parameters[i]));
                    }
                },
                (ResultSet row) -> collected.add(pair(row)));
        collected.open();
        return new Found(collected.rows, collected.different);
    }

    /** A row of both generations. */
    private record Pair(
            Difference difference, @Nullable CustomerId customer, List<List<String>> live, List<List<String>> other) {}

    private Pair pair(ResultSet row) throws SQLException {
        boolean added = row.getBoolean("added");
        boolean missing = row.getBoolean("missing");
        List<List<String>> inLive = new ArrayList<>();
        List<List<String>> inOther = new ArrayList<>();
        for (String column : sealed) {
            inLive.add(texts(row, "a_" + column));
            inOther.add(texts(row, "b_" + column));
        }
        return new Pair(
                new Difference(
                        table.name(),
                        List.of((String[]) row.getArray("key").getArray()),
                        added ? Comparison.Kind.ADDED : missing ? Comparison.Kind.MISSING : Comparison.Kind.CHANGED,
                        added || missing
                                ? List.of()
                                : List.of((String[]) row.getArray("differing").getArray())),
                sealed.isEmpty() ? null : new CustomerId(row.getString("customer")),
                inLive,
                inOther);
    }

    /** The sealed texts of a column: one, several, or none. */
    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Array several
                ? List.of((String[]) several.getArray())
                : value == null ? List.of() : List.of(value.toString());
    }

    private final class Collected {
        private final int most;
        private final List<Difference> different = new ArrayList<>();
        private final List<Pair> unopened = new ArrayList<>(PAGE);
        private long rows;

        Collected(int most) {
            this.most = most;
        }

        void add(Pair pair) {
            rows++;
            if (pair.difference().kind() != Comparison.Kind.CHANGED || pair.customer() == null) {
                found(pair.difference());
            } else {
                unopened.add(pair);
                if (unopened.size() == PAGE) {
                    open();
                }
            }
        }

        void open() {
            vault.prepare(unopened.stream()
                    .map(pair -> Objects.requireNonNull(pair.customer()))
                    .toList());
            unopened.forEach(pair -> found(opened(pair)));
            unopened.clear();
        }

        private Difference opened(Pair pair) {
            List<String> columns = new ArrayList<>(pair.difference().columns());
            CustomerId customer = Objects.requireNonNull(pair.customer());
            for (int i = 0; i < sealed.size(); i++) {
                String field = sealed.get(i).substring(0, sealed.get(i).length() - SEALED.length());
                if (!opened(customer, field, pair.live().get(i))
                        .equals(opened(customer, field, pair.other().get(i)))) {
                    columns.add(sealed.get(i));
                }
            }
            Difference before = pair.difference();
            return new Difference(before.table(), before.key(), before.kind(), columns);
        }

        private List<@Nullable String> opened(CustomerId customer, String field, List<String> texts) {
            List<@Nullable String> opened = new ArrayList<>();
            texts.forEach(text -> opened.add(sealing.open(customer, field, text)));
            // texts of a customer who is forgotten can't be opened: null there, gone here
            opened.removeIf(Objects::isNull);
            return opened;
        }

        private void found(Difference difference) {
            boolean same = difference.kind() == Comparison.Kind.CHANGED
                    && difference.columns().isEmpty();
            if (!same && different.size() < most) {
                different.add(difference);
            }
        }
    }
}
