package io.kaipan.config.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * The transactions of processors. They don't wait until the disk has what they wrote: a crash takes the rows of a view
 * together with the token that stands where they stand, and both follow from the log anew.
 */
final class ProcessorTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    ProcessorTransactions(DataSource projection) {
        super(projection);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = off");
        }
    }
}
