package io.kaipan.graphql.security;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether Kaipan has opened: everything that start-up does is done, the first accounts among it. */
@Component
class Opening {
    private volatile boolean open;

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void open() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }
}
