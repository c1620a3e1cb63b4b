package io.kaipan.query.projection;

import java.util.List;

/** The rows of a view, as far as the events told so far have written them. */
public interface Rows {
    /** The row of that key. @throws MissingRow when there is none */
    <T> T get(Table<T> table, Object key);

    /** All rows that have that value in a {@linkplain Table.Builder#link column by which rows are found}. */
    <T> List<T> all(Table<T> table, String column, Object value);

    /** Writes a new row, or another in the place of the one of the same key. */
    <T> void put(Table<T> table, T row);
}
