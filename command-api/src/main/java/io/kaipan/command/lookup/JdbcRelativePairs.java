package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RelativePairs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Linked relatives in {@code lookup.relative_pair}, the smaller id first (CUS-5). */
@Component
class JdbcRelativePairs implements RelativePairs {
    private final JdbcClient jdbc;

    JdbcRelativePairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean claim(CustomerId customer, CustomerId relative) {
        return jdbc.sql("INSERT INTO lookup.relative_pair (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(smaller(customer, relative), larger(customer, relative))
                        .update()
                == 1;
    }

    @Override
    public boolean areLinked(CustomerId one, CustomerId other) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM lookup.relative_pair WHERE one = ? AND other = ?)")
                .params(smaller(one, other), larger(one, other))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void release(CustomerId customer, CustomerId relative) {
        jdbc.sql("DELETE FROM lookup.relative_pair WHERE one = ? AND other = ?")
                .params(smaller(customer, relative), larger(customer, relative))
                .update();
    }

    private static String smaller(CustomerId one, CustomerId other) {
        return one.value().compareTo(other.value()) < 0 ? one.value() : other.value();
    }

    private static String larger(CustomerId one, CustomerId other) {
        return smaller(one, other).equals(one.value()) ? other.value() : one.value();
    }
}
