package io.kaipan.command.lookup;

import io.kaipan.domain.user.UserName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells those who remember users on this node when one has changed, once the change is committed. */
@Component
public class UserChanges {
    private final List<Consumer<UserName>> listeners = new CopyOnWriteArrayList<>();

    /** Has {@code listener} told of every change from now on. */
    public void onChange(Consumer<UserName> listener) {
        listeners.add(listener);
    }

    void changed(UserName user) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell(user);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                tell(user);
            }
        });
    }

    private void tell(UserName user) {
        listeners.forEach(listener -> listener.accept(user));
    }
}
