package io.kaipan.config.eventlog;

import io.kaipan.config.store.LazyTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
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

    private final SQLExceptionTranslator errors = new SQLExceptionSubclassTranslator();
    private final DataSource commandSource;
    private final ConnectionProvider command;
    private final ConnectionProvider projection;
    private final JdbcTemplate commandJdbc;
    private final JdbcTemplate projectionJdbc;
    private final TransactionManager projectionTransactions;

    LogConnections(DataSource command, DataSource projection, PlatformTransactionManager projectionTransactionManager) {
        this.commandSource = command;
        this.command = new SpringDataSourceConnectionProvider(command);
        this.projection = new SpringDataSourceConnectionProvider(projection);
        this.commandJdbc = new JdbcTemplate(command);
        this.projectionJdbc = new JdbcTemplate(projection);
        this.projectionTransactions = new SpringTransactionManager(projectionTransactionManager);
    }

    boolean inCommand() {
        return TransactionSynchronizationManager.hasResource(commandSource);
    }

    /** Whether what the command's transaction writes may be committed on another connection: it has written nothing yet. */
    boolean mayCommitApart() {
        return LazyTransactions.isUntouched(commandSource);
    }

    /** Appends in the command's own transaction. @return how far the log goes then, or -1 when it was left out */
    long append(Append append) {
        Connection connection = DataSourceUtils.getConnection(commandSource);
        try {
            return AppendStatement.carryOut(connection, List.of(append))[0];
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, commandSource);
        }
    }

    /** Appends for several commands, on a connection of its own that commits each statement. */
    long[] appendApart(List<Append> appends) {
        try (Connection connection = commandSource.getConnection()) {
            return AppendStatement.carryOut(connection, appends);
        } catch (SQLException e) {
            DataAccessException translated = translated(e);
            boolean refused = translated instanceof DataIntegrityViolationException
                    || translated instanceof ConcurrencyFailureException;
            throw refused ? new GroupCommit.Refused(translated) : translated;
        }
    }

    private DataAccessException translated(SQLException e) {
        DataAccessException translated = errors.translate("append", null, e);
        return translated == null ? new UncategorizedSQLException("append", null, e) : translated;
    }

    /** Asks in the present transaction; in one of the statement's own where there is none. */
    <T> T query(String sql, PreparedStatementSetter parameters, ResultSetExtractor<T> rows) {
        return Objects.requireNonNull((inCommand() ? commandJdbc : projectionJdbc).query(sql, parameters, rows));
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
