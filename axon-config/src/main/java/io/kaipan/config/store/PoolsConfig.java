package io.kaipan.config.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Three pools, each with a role of its own, so that no side starves another or does what isn't its business. Unqualified
 * injection gets the command side. A stopped database is noticed within {@link #CONNECTION_TIMEOUT_MS}, and the pools
 * come back by themselves.
 *
 * <p>On the writing side no statement or transaction lasts longer than {@link #LONGEST_TRANSACTION_MS}: the processors
 * give up on a gap in the log after 60 s, and a transaction that commits later than that would never be seen by a view.
 * Its statements are planned once for a connection, and look things up by index also where the table is still small when
 * they are: PostgreSQL would plan those that take arrays each time, which costs more than carrying them out. So it is on the
 * projections' side.
 */
@Configuration(proxyBeanMethods = false)
class PoolsConfig {
    static final int LONGEST_TRANSACTION_MS = 20_000;
    private static final int CONNECTION_TIMEOUT_MS = 2_000;
    private static final int LONGEST_QUERY_MS = 15_000;
    private static final Duration DEAD_NETWORK = Duration.ofMinutes(1); // longer than any statement may last
    private static final String PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; ";
    private static final Duration DEAD_NETWORK_REBUILDING = Duration.ofHours(1); // indexes of a rebuilt view take time

    @Bean
    @Primary
    HikariDataSource commandDataSource(PreparedStore store, StoreSettings settings) {
        return pool(
                store,
                store.command(),
                settings.command().size(),
                DEAD_NETWORK,
                PLANNED_ONCE + """
                SELECT set_config(name, '%d', false) FROM pg_settings WHERE name IN
                    ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')""".formatted(LONGEST_TRANSACTION_MS));
    }

    @Bean
    HikariDataSource projectionDataSource(PreparedStore store, StoreSettings settings) {
        return pool(
                store,
                store.projection(),
                settings.projection().size(),
                DEAD_NETWORK_REBUILDING,
                PLANNED_ONCE + "SET idle_in_transaction_session_timeout = " + LONGEST_TRANSACTION_MS);
    }

    @Bean
    HikariDataSource queryDataSource(PreparedStore store, StoreSettings settings) {
        return pool(
                store,
                store.query(),
                settings.query().size(),
                DEAD_NETWORK,
                "SET statement_timeout = %1$d; SET idle_in_transaction_session_timeout = %1$d"
                        .formatted(LONGEST_QUERY_MS));
    }

    private static HikariDataSource pool(
            PreparedStore store, ApplicationRole role, int size, Duration deadNetwork, String onConnect) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(role.name());
        pool.setJdbcUrl(store.url());
        pool.setUsername(role.name());
        pool.setPassword(role.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(2, size));
        pool.setConnectionInitSql(onConnect);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        pool.setValidationTimeout(1_000);
        pool.setKeepaliveTime(60_000);
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", String.valueOf(deadNetwork.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes values
        pool.addDataSourceProperty("ApplicationName", role.name());
        return pool;
    }

    @Bean
    @Primary
    JdbcClient commandJdbc(DataSource commandDataSource) {
        return JdbcClient.create(commandDataSource);
    }

    @Bean
    JdbcClient projectionJdbc(@Qualifier("projectionDataSource") DataSource projectionDataSource) {
        return JdbcClient.create(projectionDataSource);
    }

    @Bean
    JdbcClient queryJdbc(@Qualifier("queryDataSource") DataSource queryDataSource) {
        return JdbcClient.create(queryDataSource);
    }

    @Bean
    @Primary
    PlatformTransactionManager commandTransactionManager(DataSource commandDataSource) {
        return new JdbcTransactionManager(new LazyTransactions(commandDataSource));
    }

    @Bean
    PlatformTransactionManager projectionTransactionManager(
            @Qualifier("projectionDataSource") DataSource projectionDataSource) {
        return new JdbcTransactionManager(projectionDataSource);
    }

    @Bean
    PlatformTransactionManager queryTransactionManager(@Qualifier("queryDataSource") DataSource queryDataSource) {
        return new JdbcTransactionManager(queryDataSource);
    }

    /** Axon's view of the command transaction. Axon looks for Spring's under names that Spring Boot 4 has left. */
    @Bean
    @Primary
    TransactionManager commandTransactions(PlatformTransactionManager commandTransactionManager) {
        return new SpringTransactionManager(commandTransactionManager);
    }

    /** Axon's view of the projections' transaction: tokens and rows are written together in it. */
    @Bean
    TransactionManager projectionTransactions(
            @Qualifier("projectionTransactionManager") PlatformTransactionManager projectionTransactionManager) {
        return new SpringTransactionManager(projectionTransactionManager);
    }
}
