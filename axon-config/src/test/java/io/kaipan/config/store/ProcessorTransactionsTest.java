package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.testing.PostgresForTests;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class ProcessorTransactionsTest {
    @Test
    @DisplayName("only what processors write isn't waited for; the next on the same connection is again")
    void waitsForOthers() throws Exception {
        DataSource projection = new SingleConnectionDataSource(
                PostgresForTests.freshDatabase().projection().getConnection(), true);
        JdbcTemplate jdbc = new JdbcTemplate(projection);

        String within = new TransactionTemplate(new ProcessorTransactions(projection))
                .execute(status -> jdbc.queryForObject("SHOW synchronous_commit", String.class));

        assertThat(within).isEqualTo("off");
        assertThat(jdbc.queryForObject("SHOW synchronous_commit", String.class)).isEqualTo("on");
    }
}
