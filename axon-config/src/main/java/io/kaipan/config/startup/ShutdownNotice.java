package io.kaipan.config.startup;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The time between "not ready" and the closing of the doors. Spring Boot turns readiness off when a shutdown begins; a load
 * balancer needs a while to see it, and whoever it still sends meanwhile is served.
 */
@Component
final class ShutdownNotice implements SmartLifecycle {
    private final Duration notice;
    private volatile boolean running;

    /** @param notice {@code kaipan.shutdown-notice}; none where there is no load balancer */
    ShutdownNotice(@Value("${kaipan.shutdown-notice}") Duration notice) {
        this.notice = notice;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(notice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
