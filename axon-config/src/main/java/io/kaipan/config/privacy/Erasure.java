package io.kaipan.config.privacy;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes sure that a forgotten customer's key is gone (G-5) where the event is kept in another store than the key: there
 * the one can be committed and the other not.
 */
@ProcessingGroup("erasure")
final class Erasure {
    private final CustomerKeys keys;
    private final TransactionOperations commandTransaction;

    Erasure(CustomerKeys keys, TransactionOperations commandTransaction) {
        this.keys = keys;
        this.commandTransaction = commandTransaction;
    }

    @EventHandler
    void on(CustomerForgotten event) {
        commandTransaction.executeWithoutResult(transaction -> keys.destroy(event.customer()));
    }
}
