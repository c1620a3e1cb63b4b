package io.kaipan.query.viewposition;

import io.kaipan.query.generation.Generations;
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
 * How far the generation of each view that is read has come in the log: in this process where its whole processor runs here, by the tokens in the database
 * where other nodes share in it.
 */
@Component
public class ViewPositions {
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(32).toNanos();

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;
    private final Serializer tokens;
    private final Generations generations;
    private final CommittedPositions committed;

    ViewPositions(
            EventProcessingConfiguration processing,
            @Qualifier("queryJdbc") JdbcClient jdbc,
            @Qualifier("generalSerializer") Serializer tokens,
            Generations generations,
            CommittedPositions committed) {
        this.processing = processing;
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.generations = generations;
        this.committed = committed;
    }

    /**
     * Waits until a view shows everything that is committed up to a position, so that one reads one's own writes, and those
     * one knows of.
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
        long began = System.nanoTime();
        while (!views.stream().allMatch(view -> hasReached(view, position))) {
            long waited = System.nanoTime() - began;
            long left = timeout.toNanos() - waited;
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, pause(waited)));
        }
        return true;
    }

    /** A quarter of the time waited so far: so much later than need be is an arrival noticed at most. */
    private static long pause(long waitedNanos) {
        return Math.clamp(waitedNanos / 4, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    /** The last event that a view has read; empty while it has read none. */
    public OptionalLong position(String view) {
        return positionOf(generations.liveGroup(view));
    }

    /** The last event that a generation of a view has read; empty while it has read none. @param group its name */
    public OptionalLong positionOf(String group) {
        return reached(group).stream()
                .mapToLong(token -> token == null ? -1 : token.position().orElse(-1))
                .min()
                .stream()
                .filter(position -> position >= 0)
                .findFirst();
    }

    private boolean hasReached(String view, long position) {
        List<@Nullable TrackingToken> reached = reached(generations.liveGroup(view));
        return !reached.isEmpty() && reached.stream().allMatch(token -> Reach.covers(token, position, committed));
    }

    /**
     * The tokens of all parts of a generation's processor: what is up to there is committed. Where the whole processor runs
     * in this process they are those of this moment; those in the database are stored now and then only, while nothing
     * happens that the view follows.
     */
    public List<@Nullable TrackingToken> tokens(String group) {
        return reached(group);
    }

    private List<@Nullable TrackingToken> reached(String group) {
        Collection<EventTrackerStatus> here = processing
                .eventProcessor(group, StreamingEventProcessor.class)
                .map(processor -> processor.processingStatus().values())
                .orElse(List.of());
        return isWhole(here)
                ? here.stream().map(EventTrackerStatus::getTrackingToken).toList()
                : stored(group);
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

    private List<@Nullable TrackingToken> stored(String group) {
        return jdbc.sql("SELECT token, token_type FROM engine.token_entry WHERE processor_name = :group")
                .param("group", group)
                .query((row, number) -> token(row.getBytes("token"), row.getString("token_type")))
                .list();
    }

    private @Nullable TrackingToken token(byte @Nullable [] token, String type) {
        return token == null ? null : tokens.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }
}
