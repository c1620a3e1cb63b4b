package io.kaipan.query.projection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows held in memory: those that events have written, and those that were read from the tables because events are about
 * them. A row that stands in the tables is read at most once while it is held.
 */
public final class LoadedRows implements Rows {
    private final Map<Table<?>, Held<?>> tables = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final RowStore stored;
    private boolean anythingStored;

    /**
     * @param stored the tables
     * @param anythingStored false when the tables are known to be empty
     */
    public LoadedRows(RowStore stored, boolean anythingStored) {
        this.stored = stored;
        this.anythingStored = anythingStored;
    }

    /** Reads the wanted rows that aren't held, in one statement a table. */
    public void load(Wanted wanted) {
        if (!anythingStored) {
            return;
        }
        wanted.keys().forEach((table, keys) -> held(table).load(keys));
        wanted.links().forEach((link, values) -> held(link.table()).load(link.column(), values));
    }

    @Override
    public <T> T get(Table<T> table, Object key) {
        Held<T> rows = held(table);
        Entry<T> entry = rows.entries.get(key.toString());
        if (entry == null && anythingStored) {
            rows.load(Set.of(key.toString()));
            entry = rows.entries.get(key.toString());
        }
        if (entry == null) {
            throw new MissingRow(table.name(), key);
        }
        return entry.row;
    }

    @Override
    public <T> List<T> all(Table<T> table, String column, Object value) {
        Held<T> rows = held(table);
        if (anythingStored) {
            rows.load(column, Set.of(value.toString()));
        }
        return rows.links.get(column).getOrDefault(value.toString(), Set.of()).stream()
                .map(key -> rows.entries.get(key).row)
                .toList();
    }

    @Override
    public <T> void put(Table<T> table, T row) {
        held(table).put(table.keyOf(row), row);
    }

    /** Keeps what was put since the last time: it can't be taken back any more. */
    void keep() {
        undo.clear();
    }

    /** Takes back what was put since the last {@link #keep}. */
    void takeBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** How many rows are held. */
    int size() {
        return tables.values().stream().mapToInt(rows -> rows.entries.size()).sum();
    }

    /** The keys of the rows of a table that were put and are held. */
    List<String> changed(Table<?> table) {
        List<String> keys = new ArrayList<>();
        held(table).entries.forEach((key, entry) -> {
            if (entry.put) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Writes every row that was put; they are held on as rows that stand in the tables. */
    void write() {
        tables.values().forEach(Held::writeAll);
        anythingStored = true;
    }

    /** Whether the tables have rows that may not be held. */
    boolean anythingStored() {
        return anythingStored;
    }

    /** Writes the rows longest untouched and lets go of them, until only so many are held. */
    void letGo(int most) {
        double part = 1 - (double) most / size();
        if (part > 0) {
            tables.values().forEach(rows -> rows.letGo((int) Math.ceil(part * rows.entries.size())));
            anythingStored = true;
        }
    }

    @SuppressWarnings("unchecked")
    private <T> Held<T> held(Table<T> table) {
        return (Held<T>) tables.computeIfAbsent(table, none -> new Held<>(table));
    }

    /** A row in memory. @param put whether it differs from the tables; @param fresh whether the tables have none of its key */
    private static final class Entry<T> {
        private T row;
        private boolean put;
        private boolean fresh;

        Entry(T row, boolean put, boolean fresh) {
            this.row = row;
            this.put = put;
            this.fresh = fresh;
        }
    }

    private final class Held<T> {
        private static final int FEW = 16;

        private final Table<T> table;
        private final Map<String, Entry<T>> entries = new LinkedHashMap<>(FEW, 0.75f, true);
        private final Map<String, Map<String, Set<String>>> links = new HashMap<>();
        private final Map<String, Set<String>> complete = new HashMap<>();

        Held(Table<T> table) {
            this.table = table;
            table.links().keySet().forEach(column -> {
                links.put(column, new HashMap<>());
                complete.put(column, new HashSet<>());
            });
        }

        void load(Collection<String> keys) {
            List<String> missing =
                    keys.stream().filter(key -> !entries.containsKey(key)).toList();
            if (!missing.isEmpty()) {
                stored.byKey(table, missing).forEach(this::loaded);
            }
        }

        void load(String column, Collection<String> values) {
            List<String> missing = values.stream()
                    .filter(value -> !complete.get(column).contains(value))
                    .toList();
            if (!missing.isEmpty()) {
                stored.by(table, column, missing).forEach(this::loaded);
                complete.get(column).addAll(missing);
            }
        }

        private void loaded(T row) {
            String key = table.keyOf(row);
            if (!entries.containsKey(key)) {
                entries.put(key, new Entry<>(row, false, false));
                link(key, row);
            }
        }

        void put(String key, T row) {
            Entry<T> entry = entries.get(key);
            if (entry == null) {
                entries.put(key, new Entry<>(row, true, true));
                undo.push(() -> {
                    unlink(key, row);
                    entries.remove(key);
                });
            } else {
                T before = entry.row;
                boolean putBefore = entry.put;
                undo.push(() -> {
                    unlink(key, row);
                    entry.row = before;
                    entry.put = putBefore;
                    link(key, before);
                });
                unlink(key, before);
                entry.row = row;
                entry.put = true;
            }
            link(key, row);
        }

        private void link(String key, T row) {
            table.links().forEach((column, value) -> links.get(column)
                    .computeIfAbsent(value.apply(row), none -> new LinkedHashSet<>(2))
                    .add(key));
        }

        private void unlink(String key, T row) {
            table.links().forEach((column, value) -> links.get(column).computeIfPresent(value.apply(row), (v, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            }));
        }

        void writeAll() {
            write(entries.values());
        }

        private void write(Collection<Entry<T>> some) {
            List<T> fresh = new ArrayList<>();
            List<T> changed = new ArrayList<>();
            for (Entry<T> entry : some) {
                if (entry.put) {
                    (entry.fresh ? fresh : changed).add(entry.row);
                    entry.put = false;
                    entry.fresh = false;
                }
            }
            stored.write(table, fresh, changed);
        }

        void letGo(int number) {
            List<Entry<T>> some = new ArrayList<>(number);
            Iterator<Map.Entry<String, Entry<T>>> eldest = entries.entrySet().iterator();
            while (some.size() < number && eldest.hasNext()) {
                Map.Entry<String, Entry<T>> next = eldest.next();
                some.add(next.getValue());
                unlink(next.getKey(), next.getValue().row);
                table.links().forEach((column, value) -> complete.get(column).remove(value.apply(next.getValue().row)));
                eldest.remove();
            }
            write(some);
        }
    }

    /** The tables of one generation of a view. */
    public interface RowStore {
        <T> List<T> byKey(Table<T> table, Collection<String> keys);

        <T> List<T> by(Table<T> table, String column, Collection<String> values);

        /** @param fresh rows of which the tables have none of the same key, as far as is known; @param changed the others */
        <T> void write(Table<T> table, List<T> fresh, List<T> changed);
    }
}
