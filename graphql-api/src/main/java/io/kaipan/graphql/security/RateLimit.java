package io.kaipan.graphql.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often each user may ask. Every node counts for itself. */
@Component
class RateLimit {
    private static final int MOST_USERS = 10_000;

    private final LoadingCache<String, Bucket> buckets;

    RateLimit(SecuritySettings settings) {
        Duration forgotten = Duration.ofSeconds(2L + settings.requestsAtOnce() / settings.requestsPerSecond());
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_USERS)
                .expireAfterAccess(forgotten)
                .build(user -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(settings.requestsAtOnce())
                                .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    /** Counts a request. @return how long the user must wait with it; zero when it may go on */
    Duration count(String user) {
        ConsumptionProbe probe = buckets.get(user).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
}
