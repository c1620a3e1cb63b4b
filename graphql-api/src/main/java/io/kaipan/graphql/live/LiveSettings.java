package io.kaipan.graphql.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of live updates.
 *
 * @param socketsPerUser WebSockets that one user may have open
 * @param subscriptionsPerUser live updates that one user may follow at a time, over WebSocket and SSE together
 * @param rightsCheck how often it is checked whether those who follow still may
 * @param connectionInit how long a socket may be open before its first message
 * @param keepAlive how often a quiet connection is used, so that nobody on the way closes it
 */
@ConfigurationProperties("kaipan.live")
public record LiveSettings(
        @DefaultValue("10") int socketsPerUser,
        @DefaultValue("50") int subscriptionsPerUser,
        @DefaultValue("20s") Duration rightsCheck,
        @DefaultValue("10s") Duration connectionInit,
        @DefaultValue("20s") Duration keepAlive) {}
