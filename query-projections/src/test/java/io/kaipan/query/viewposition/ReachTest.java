package io.kaipan.query.viewposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final CommittedPositions NONE = positions -> false;

    @Test
    @DisplayName("a position is reached unless it lies ahead, or an event up to it is committed and not read yet")
    void gaps() {
        TrackingToken token = GapAwareTrackingToken.newInstance(10, List.of(4L, 8L));
        CommittedPositions fourth = positions -> positions.contains(4L);
        CommittedPositions eighth = positions -> positions.contains(8L);

        assertThat(Reach.covers(token, 10, NONE)).isTrue();
        assertThat(Reach.covers(token, 8, NONE)).isTrue();
        assertThat(Reach.covers(token, 11, NONE)).isFalse();
        assertThat(Reach.covers(token, 10, eighth)).isFalse();
        assertThat(Reach.covers(token, 8, eighth)).isFalse();
        assertThat(Reach.covers(token, 7, eighth)).isTrue();
        assertThat(Reach.covers(token, 7, fourth)).isFalse();
        assertThat(Reach.covers(token, 3, fourth)).isTrue();
        assertThat(Reach.covers(null, 0, NONE)).isFalse();
    }

    @Test
    @DisplayName("while a view is replayed, it shows what the replay has come to")
    void replay() {
        TrackingToken before = GapAwareTrackingToken.newInstance(100, Set.of());
        TrackingToken during = ReplayToken.createReplayToken(before, GapAwareTrackingToken.newInstance(10, Set.of()));

        assertThat(Reach.covers(during, 10, NONE)).isTrue();
        assertThat(Reach.covers(during, 11, NONE)).isFalse();
        assertThat(Reach.covers(ReplayToken.createReplayToken(before, null), 0, NONE))
                .isFalse();
    }

    @Test
    @DisplayName("tokens of Axon Server are understood as well")
    void axonServer() {
        assertThat(Reach.covers(new GlobalSequenceTrackingToken(7), 7, NONE)).isTrue();
        assertThat(Reach.covers(new GlobalSequenceTrackingToken(7), 8, NONE)).isFalse();
    }
}
