package io.kaipan.query.personaldata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.stream.Stream;

/** Search tokens in ascending order, each once: small, since every row of a view being built holds some. */
public final class Tokens extends AbstractList<Long> {
    public static final Tokens NONE = new Tokens();

    private final long[] ascending;

    private Tokens(long... ascending) {
        this.ascending = ascending;
    }

    /** The same tokens, in whatever order and however often they are given. */
    static Tokens of(long... tokens) {
        if (tokens.length == 0) {
            return NONE;
        }
        long[] ascending = tokens.clone();
        Arrays.sort(ascending);
        int size = 1;
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i] != ascending[size - 1]) {
                ascending[size++] = ascending[i];
            }
        }
        return new Tokens(size == ascending.length ? ascending : Arrays.copyOf(ascending, size));
    }

    /** Reads a column of type {@code bigint[]} that is never null. */
    public static Tokens in(ResultSet row, String column) throws SQLException {
        return of(Stream.of((Long[]) row.getArray(column).getArray())
                .mapToLong(Long::longValue)
                .toArray());
    }

    /** These and others. */
    public Tokens and(Tokens others) {
        long[] both = Arrays.copyOf(ascending, ascending.length + others.ascending.length);
        System.arraycopy(others.ascending, 0, both, ascending.length, others.ascending.length);
        return of(both);
    }

    @Override
    public Long get(int index) {
        return ascending[index];
    }

    @Override
    public int size() {
        return ascending.length;
    }
}
