package io.kaipan.graphql.live;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells those who outlive a request when the session it came in ends: signed out, or idle too long. */
@Component
public class SessionEnds implements HttpSessionListener, HttpSessionIdListener {
    private final ConcurrentMap<String, Sinks.Empty<Void>> ends = new ConcurrentHashMap<>();

    /** Completes when that session ends; at once when it has ended already. */
    public Mono<Void> end(String session) {
        Sinks.Empty<Void> end = ends.get(session);
        return end == null ? Mono.empty() : end.asMono();
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        ends.put(event.getSession().getId(), Sinks.empty());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        Sinks.Empty<Void> end = ends.remove(oldId);
        if (end != null) {
            ends.put(event.getSession().getId(), end);
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Sinks.Empty<Void> end = ends.remove(event.getSession().getId());
        if (end != null) {
            end.tryEmitEmpty();
        }
    }
}
