package io.kaipan.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * The right to do something with a view's generations, for one node at a time: a lock of PostgreSQL's that goes with the
 * connection, and so with the node.
 */
final class ViewLock implements AutoCloseable {
    private static final String KEY = "hashtextextended('kaipan ' || :purpose || ' ' || :view, 0)";

    /** What the right is to. */
    enum Purpose {
        /** Making generations and taking them away. */
        VIEW,
        /** Comparing them. */
        COMPARISON
    }

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Purpose purpose;
    private final String view;

    private ViewLock(Connection connection, Purpose purpose, String view) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.purpose = purpose;
        this.view = view;
    }

    /** Takes the lock, unless somebody has it. */
    static Optional<ViewLock> tryFor(Purpose purpose, String view, DataSource projection) {
        Connection connection;
        try {
            connection = projection.getConnection();
        } catch (SQLException e) {
            throw new TransientDataAccessResourceException("No connection for the lock of " + view, e);
        }
        ViewLock lock = new ViewLock(connection, purpose, view);
        try {
            if (lock.ask("SELECT pg_try_advisory_lock(" + KEY + ")")) {
                return Optional.of(lock);
            }
        } catch (RuntimeException e) {
            JdbcUtils.closeConnection(connection);
            throw e;
        }
        JdbcUtils.closeConnection(connection);
        return Optional.empty();
    }

    /** Statements on the connection that holds the lock: they fail when it is lost. */
    JdbcClient jdbc() {
        return jdbc;
    }

    private boolean ask(String sql) {
        return jdbc.sql(sql)
                .param("purpose", purpose.name().toLowerCase(Locale.ROOT))
                .param("view", view)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() {
        try {
            ask("SELECT pg_advisory_unlock(" + KEY + ")");
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }
}
