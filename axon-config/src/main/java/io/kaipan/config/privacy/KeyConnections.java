package io.kaipan.config.privacy;

import io.kaipan.config.store.LazyTransactions;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways to the key table: within a command its own transaction, but not to begin it, so that the command can still
 * commit together with others; within a projection's batch that one's; else a query's connection.
 */
final class KeyConnections {
    private final DataSource commandSource;
    private final DataSource projectionSource;
    private final JdbcClient command;
    private final JdbcClient projection;
    private final JdbcClient query;
    private final TransactionTemplate beforeTransaction;

    KeyConnections(DataSource command, DataSource projection, DataSource query) {
        this.commandSource = command;
        this.projectionSource = projection;
        this.command = JdbcClient.create(command);
        this.projection = JdbcClient.create(projection);
        this.query = JdbcClient.create(query);
        this.beforeTransaction =
                new TransactionTemplate(new DataSourceTransactionManager(new LazyTransactions(command)));
        this.beforeTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    boolean inCommand() {
        return TransactionSynchronizationManager.hasResource(commandSource);
    }

    JdbcClient command() {
        return command;
    }

    /** Asks on the present way. */
    <T> T ask(Function<JdbcClient, T> question) {
        return LazyTransactions.isUntouched(commandSource)
                ? Objects.requireNonNull(beforeTransaction.execute(apart -> question.apply(command)))
                : question.apply(current());
    }

    private JdbcClient current() {
        if (inCommand()) {
            return command;
        }
        return TransactionSynchronizationManager.hasResource(projectionSource) ? projection : query;
    }
}
