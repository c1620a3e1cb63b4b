package io.kaipan.query.viewposition;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far each view has read the log: in this process where its whole processor runs here, by the tokens in the database
 * where other nodes share in it.
 */
@Component
public class ViewPositions {
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(32).toNanos();

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;
    private final Serializer tokens;

    ViewPositions(
            EventProcessingConfiguration processing,
            @Qualifier("queryJdbc") JdbcClient jdbc,
            @Qualifier("generalSerializer") Serializer tokens) {
        this.processing = processing;
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /**
     * Waits until a view shows everything up to a position, so that one reads one's own writes.
     *
     * @param view for example {@link io.kaipan.query.leadlist.LeadList#VIEW}
     * @param position from a receipt
     * @param timeout how long to wait at most
     * @return whether the view has reached it
     */
    public boolean await(String view, long position, Duration timeout) {
        return await(List.of(view), position, timeout);
    }

    /** Waits for several views at once. @return whether all have reached the position */
    public boolean await(Collection<String> views, long position, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long pause = SHORTEST_PAUSE_NANOS;
        while (!views.stream().allMatch(view -> hasReached(view, position))) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    /** The last event that a view has read; empty while it has read none. */
    public OptionalLong position(String view) {
        return reached(view).stream()
                .mapToLong(token -> token == null ? -1 : token.position().orElse(-1))
                .min()
                .stream()
                .filter(position -> position >= 0)
                .findFirst();
    }

    private boolean hasReached(String view, long position) {
        List<@Nullable TrackingToken> reached = reached(view);
        return !reached.isEmpty() && reached.stream().allMatch(token -> Reach.covers(token, position));
    }

    /** The tokens of all parts of the view's processor. */
    private List<@Nullable TrackingToken> reached(String view) {
        Collection<EventTrackerStatus> here = processing
                .eventProcessor(view, StreamingEventProcessor.class)
                .orElseThrow(() -> new IllegalArgumentException("No view is called " + view))
                .processingStatus()
                .values();
        return isWhole(here)
                ? here.stream().map(EventTrackerStatus::getTrackingToken).toList()
                : stored(view);
    }

    /** Whether the parts of a processor that run here are all there are: each is one of {@code mask + 1} equal ones. */
    private static boolean isWhole(Collection<EventTrackerStatus> parts) {
        return parts.stream()
                        .map(EventTrackerStatus::getSegment)
                        .mapToInt(Segment::getMask)
                        .mapToDouble(mask -> 1.0 / (mask + 1.0))
                        .sum()
                == 1.0;
    }

    private List<@Nullable TrackingToken> stored(String view) {
        return jdbc.sql("SELECT token, token_type FROM engine.token_entry WHERE processor_name = :view")
                .param("view", view)
                .query((row, number) -> token(row.getBytes("token"), row.getString("token_type")))
                .list();
    }

    private @Nullable TrackingToken token(byte @Nullable [] token, String type) {
        return token == null ? null : tokens.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }
}
