package io.kaipan.query.rebuild;

import io.kaipan.query.viewposition.CommittedPositions;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far generations have come, as the transaction at hand sees it. */
record StoredTokens(JdbcClient jdbc, Serializer serializer) {
    /**
     * The tokens of all parts of a processor, which stores none before the transaction ends; null for those that have read
     * nothing.
     */
    List<@Nullable TrackingToken> held(String group) {
        return jdbc.sql("SELECT token, token_type FROM engine.token_entry WHERE processor_name = :group"
                        + " ORDER BY segment FOR UPDATE")
                .param("group", group)
                .query((row, number) -> {
                    byte[] token = row.getBytes("token");
                    return token == null ? null : token(token, row.getString("token_type"));
                })
                .list();
    }

    private TrackingToken token(byte[] token, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    /** Whether one processor has read everything that another has. */
    static boolean covers(
            List<@Nullable TrackingToken> one, List<@Nullable TrackingToken> another, CommittedPositions committed) {
        return another.stream()
                .map(WrappedToken::unwrapUpperBound)
                .allMatch(far -> far == null
                        || !one.isEmpty()
                                && one.stream()
                                        .map(WrappedToken::unwrapLowerBound)
                                        .allMatch(near -> near != null && covers(near, far, committed)));
    }

    /** A number that only one still waits for is nothing to wait for when the log has no event there: it was rolled back. */
    private static boolean covers(TrackingToken near, TrackingToken far, CommittedPositions committed) {
        return near.covers(far)
                || near instanceof GapAwareTrackingToken waiting
                        && far instanceof GapAwareTrackingToken other
                        && waiting.getIndex() >= other.getIndex()
                        && !committed.holdAnyOf(waiting.getGaps().stream()
                                .filter(gap -> gap <= other.getIndex()
                                        && !other.getGaps().contains(gap))
                                .toList());
    }

    /** How many positions one processor is behind another, at least. */
    static long behind(List<@Nullable TrackingToken> one, List<@Nullable TrackingToken> another) {
        long far = another.stream().mapToLong(StoredTokens::position).max().orElse(0);
        long near = one.stream().mapToLong(StoredTokens::position).min().orElse(0);
        return Math.max(0, far - near);
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
