package io.kaipan.command.intake;

import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** Axon's transactions on a data source of Spring's, as the application has them. */
final class TestTransactions implements TransactionManager {
    private final JdbcTransactionManager transactions;

    TestTransactions(DataSource source) {
        this.transactions = new JdbcTransactionManager(source);
    }

    @Override
    public Transaction startTransaction() {
        TransactionStatus status = transactions.getTransaction(null);
        return new Transaction() {
            @Override
            public void commit() {
                transactions.commit(status);
            }

            @Override
            public void rollback() {
                transactions.rollback(status);
            }
        };
    }
}
