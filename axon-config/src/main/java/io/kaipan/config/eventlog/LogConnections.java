package io.kaipan.config.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ways to the log: within a command its own transaction, so that an aggregate is read and appended to on one
 * connection; anywhere else, as for event processors, the projections' pool.
 */
final class LogConnections implements ConnectionProvider, TransactionManager {
    private static final Transaction JOINED = new Transaction() {
        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    };

    private final DataSource commandSource;
    private final ConnectionProvider command;
    private final ConnectionProvider projection;
    private final TransactionManager projectionTransactions;

    LogConnections(DataSource command, DataSource projection, PlatformTransactionManager projectionTransactionManager) {
        this.commandSource = command;
        this.command = new SpringDataSourceConnectionProvider(command);
        this.projection = new SpringDataSourceConnectionProvider(projection);
        this.projectionTransactions = new SpringTransactionManager(projectionTransactionManager);
    }

    boolean inCommand() {
        return TransactionSynchronizationManager.hasResource(commandSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return inCommand() ? command.getConnection() : projection.getConnection();
    }

    @Override
    public Transaction startTransaction() {
        return inCommand() ? JOINED : projectionTransactions.startTransaction();
    }
}
