package io.kaipan.query.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rows that some events are about. */
public final class Wanted {
    private final Map<Table<?>, Set<String>> keys = new HashMap<>();
    private final Map<Table<?>, Set<String>> made = new HashMap<>();
    private final Map<Link, Set<String>> links = new HashMap<>();

    /** A column of a table by which rows are found. */
    record Link(Table<?> table, String column) {}

    /** Says that an event makes the row of that key: what comes after it finds the row without reading. */
    public Wanted made(Table<?> table, Object key) {
        made.computeIfAbsent(table, none -> new HashSet<>()).add(key.toString());
        return this;
    }

    /** Wants the row of that key, unless an event before makes it. */
    public Wanted row(Table<?> table, Object key) {
        if (!made.getOrDefault(table, Set.of()).contains(key.toString())) {
            keys.computeIfAbsent(table, none -> new HashSet<>()).add(key.toString());
        }
        return this;
    }

    /** Wants all rows with that value in a {@linkplain Table.Builder#link column by which rows are found}. */
    public Wanted all(Table<?> table, String column, Object value) {
        links.computeIfAbsent(new Link(table, column), none -> new HashSet<>()).add(value.toString());
        return this;
    }

    Map<Table<?>, Set<String>> keys() {
        return keys;
    }

    Map<Link, Set<String>> links() {
        return links;
    }
}
