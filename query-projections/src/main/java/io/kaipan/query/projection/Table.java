package io.kaipan.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a view: which columns a row has, and how a row is told from them. The same description serves rows written one
 * batch after the other and rows copied in bulk, into whichever generation of the table.
 *
 * @param <T> a row
 */
public final class Table<T> {
    /** Between the parts of a key of several columns; codes and ids don't hold it. */
    private static final String BETWEEN = "\u001f";

    private final String name;
    private final List<Column<T>> columns;
    private final List<Column<T>> key;
    private final Map<String, Function<T, String>> links;
    private final Reader<T> reader;

    private Table(Builder<T> told, Reader<T> reader) {
        this.name = told.name;
        this.columns = List.copyOf(told.columns);
        this.key = told.key.stream().map(this::column).toList();
        this.links = told.links.stream()
                .map(this::column)
                .collect(Collectors.toUnmodifiableMap(Column::name, column -> row -> column.textIn(row)));
        this.reader = reader;
    }

    /** Tells a row from its columns. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Describes a table. @param name as readers know it, without schema and generation; @param key its primary key */
    public static <T> Builder<T> named(String name, String... key) {
        return new Builder<>(name, List.of(key));
    }

    /** The name as readers know it. */
    public String name() {
        return name;
    }

    /** The name of this table in a generation of its view, with its schema. */
    public String in(int generation) {
        return "view." + name + "_g" + generation;
    }

    public List<Column<T>> columns() {
        return columns;
    }

    public List<Column<T>> key() {
        return key;
    }

    /** The columns by which rows are found besides the key. */
    Map<String, Function<T, String>> links() {
        return links;
    }

    public T read(ResultSet row) throws SQLException {
        return reader.read(row);
    }

    /** The key of a row as one text. */
    public String keyOf(T row) {
        return key.size() == 1
                ? key.getFirst().textIn(row)
                : key.stream().map(column -> column.textIn(row)).collect(Collectors.joining(BETWEEN));
    }

    /** A key as one text, of the parts that its columns are as text. */
    String key(List<String> parts) {
        return String.join(BETWEEN, parts);
    }

    /** The parts of a key. */
    public String[] parts(String keyOfRow) {
        return key.size() == 1 ? new String[] {keyOfRow} : keyOfRow.split(BETWEEN, -1);
    }

    private Column<T> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + wanted));
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A column.
     *
     * @param type of the value and of the column
     * @param value what a row has in it: {@link Boolean}, {@link Integer}, {@link Long}, {@link Instant},
     *     {@link LocalDate}, a collection, or anything that prints as the text it stands for
     */
    public record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {
        String textIn(T row) {
            return Objects.requireNonNull(value.apply(row), name).toString();
        }
    }

    /** The types of columns. */
    public enum Type {
        TEXT("text"),
        BIGINT("bigint"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        TIMESTAMP("timestamptz"),
        DATE("date"),
        BIGINTS("bigint[]"),
        TEXTS("text[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /** The description of a table in the making. */
    public static final class Builder<T> {
        private final String name;
        private final List<String> key;
        private final List<Column<T>> columns = new ArrayList<>();
        private final List<String> links = new ArrayList<>();

        private Builder(String name, List<String> key) {
            this.name = name;
            this.key = key;
        }

        private Builder<T> column(String column, Type type, Function<T, @Nullable Object> value) {
            columns.add(new Column<>(column, type, value));
            return this;
        }

        /** A text; domain types are written as they print. */
        public Builder<T> text(String column, Function<T, @Nullable Object> value) {
            return column(column, Type.TEXT, value);
        }

        /** A text by which rows are found, other than by their key: {@link Rows#all}. The table has an index on it. */
        public Builder<T> link(String column, Function<T, @Nullable Object> value) {
            links.add(column);
            return text(column, value);
        }

        public Builder<T> number(String column, ToLongFunction<T> value) {
            return column(column, Type.BIGINT, value::applyAsLong);
        }

        public Builder<T> numberOrNull(String column, Function<T, @Nullable Long> value) {
            return column(column, Type.BIGINT, value::apply);
        }

        public Builder<T> integer(String column, ToIntFunction<T> value) {
            return column(column, Type.INTEGER, value::applyAsInt);
        }

        public Builder<T> integerOrNull(String column, Function<T, @Nullable Integer> value) {
            return column(column, Type.INTEGER, value::apply);
        }

        public Builder<T> flag(String column, Predicate<T> value) {
            return column(column, Type.BOOLEAN, value::test);
        }

        /** An instant, to the microsecond that PostgreSQL keeps: rounded here once, however the row is written. */
        public Builder<T> instant(String column, Function<T, @Nullable Instant> value) {
            return column(column, Type.TIMESTAMP, row -> {
                Instant exact = value.apply(row);
                return exact == null ? null : exact.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
            });
        }

        public Builder<T> date(String column, Function<T, @Nullable LocalDate> value) {
            return column(column, Type.DATE, value::apply);
        }

        public Builder<T> numbers(String column, Function<T, Collection<Long>> value) {
            return column(column, Type.BIGINTS, value::apply);
        }

        public Builder<T> texts(String column, Function<T, Collection<?>> value) {
            return column(column, Type.TEXTS, value::apply);
        }

        /** Ends the description. @param reader tells a row from all these columns */
        public Table<T> reads(Reader<T> reader) {
            return new Table<>(this, reader);
        }
    }
}
