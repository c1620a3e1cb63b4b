package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.testing.PostgresForTests;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("A transaction that begins with its first statement")
class LazyTransactionsTest {
    private final AtomicInteger taken = new AtomicInteger();
    private final DataSource pool =
            new DelegatingDataSource(PostgresForTests.freshDatabase().command()) {
                @Override
                public Connection getConnection() throws SQLException {
                    taken.incrementAndGet();
                    return super.getConnection();
                }
            };
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final TransactionTemplate lazy =
            new TransactionTemplate(new DataSourceTransactionManager(new LazyTransactions(pool)));

    @Test
    @DisplayName("takes no connection without a statement, and one for all its statements")
    void takesOneConnection() {
        lazy.executeWithoutResult(
                t -> assertThat(LazyTransactions.isUntouched(pool)).isTrue());
        assertThat(taken).hasValue(0);

        lazy.executeWithoutResult(t -> {
            claim("a");
            assertThat(LazyTransactions.isUntouched(pool)).isFalse();
            claim("b");
        });
        assertThat(taken).hasValue(1);
        assertThat(claims()).isEqualTo(2);
        lazy.executeWithoutResult(t -> assertThat(LazyTransactions.isUntouched(pool))
                .as("the next one knows nothing of the one before")
                .isTrue());
    }

    @Test
    @DisplayName("is taken back as a whole")
    void rollsBack() {
        assertThatThrownBy(() -> lazy.executeWithoutResult(t -> {
                    claim("a");
                    claim("b");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(claims()).isZero();
    }

    @Test
    @DisplayName("knows its own statements from those of one that is suspended meanwhile")
    void suspended() {
        TransactionTemplate another = new TransactionTemplate(lazy.getTransactionManager());
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        lazy.executeWithoutResult(t -> {
            another.executeWithoutResult(inner -> claim("a"));
            assertThat(LazyTransactions.isUntouched(pool)).isTrue();
            claim("b");
            another.executeWithoutResult(
                    inner -> assertThat(LazyTransactions.isUntouched(pool)).isTrue());
            assertThat(LazyTransactions.isUntouched(pool)).isFalse();
        });
        assertThat(claims()).isEqualTo(2);
    }

    @Test
    @DisplayName("is not to be found where there is none, or one that has its connection from the start")
    void others() {
        assertThat(LazyTransactions.isUntouched(pool)).isFalse();
        new TransactionTemplate(new DataSourceTransactionManager(pool))
                .executeWithoutResult(
                        t -> assertThat(LazyTransactions.isUntouched(pool)).isFalse());
    }

    private void claim(String customer) {
        jdbc.sql("INSERT INTO lookup.phone_claim (fingerprint, customer_id) VALUES (convert_to(?, 'UTF8'), ?)")
                .params(customer, customer)
                .update();
    }

    private long claims() {
        return jdbc.sql("SELECT count(*) FROM lookup.phone_claim")
                .query(Long.class)
                .single();
    }
}
