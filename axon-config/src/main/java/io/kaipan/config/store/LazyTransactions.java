package io.kaipan.config.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.ConnectionProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A pool as its transaction manager sees it: a transaction takes its connection, and begins, with its first statement.
 * One without a statement costs nothing. Everybody else uses the pool itself, and finds the transaction under it.
 */
public final class LazyTransactions extends LazyConnectionDataSourceProxy implements InfrastructureProxy {
    /** Stands among the synchronizations of a transaction that has its connection. */
    private static final TransactionSynchronization BEGUN = new TransactionSynchronization() {};

    private final DataSource pool;

    public LazyTransactions(DataSource pool) {
        this.pool = pool;
        setTargetDataSource(new Beginning(pool));
        setDefaultAutoCommit(true);
        setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Whether this thread is in a lazy transaction on {@code pool} that has sent no statement to the database. */
    public static boolean isUntouched(DataSource pool) {
        return TransactionSynchronizationManager.getResource(pool) instanceof ConnectionHolder holder
                && holder.getConnection() instanceof ConnectionProxy
                && !TransactionSynchronizationManager.getSynchronizations().contains(BEGUN);
    }

    @Override
    public Object getWrappedObject() {
        return pool;
    }

    private static final class Beginning extends DelegatingDataSource {
        Beginning(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionSynchronizationManager.registerSynchronization(BEGUN);
            }
            return connection;
        }
    }
}
