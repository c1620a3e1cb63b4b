package io.kaipan.config.privacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the connections asked for: one a statement outside of transactions. */
final class CountingDataSource extends DelegatingDataSource {
    private final AtomicInteger connections = new AtomicInteger();

    CountingDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        connections.incrementAndGet();
        return super.getConnection();
    }

    int connections() {
        return connections.get();
    }
}
