package io.kaipan.config.privacy;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ways to the key table: within a command its own transaction, which sees the keys it just made; within a
 * projection's batch that one's; else a query's connection.
 */
final class KeyConnections {
    private final DataSource commandSource;
    private final DataSource projectionSource;
    private final JdbcClient command;
    private final JdbcClient projection;
    private final JdbcClient query;

    KeyConnections(DataSource command, DataSource projection, DataSource query) {
        this.commandSource = command;
        this.projectionSource = projection;
        this.command = JdbcClient.create(command);
        this.projection = JdbcClient.create(projection);
        this.query = JdbcClient.create(query);
    }

    boolean inCommand() {
        return TransactionSynchronizationManager.hasResource(commandSource);
    }

    JdbcClient command() {
        return command;
    }

    JdbcClient current() {
        if (inCommand()) {
            return command;
        }
        return TransactionSynchronizationManager.hasResource(projectionSource) ? projection : query;
    }
}
