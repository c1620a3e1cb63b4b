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
    @Test
    @DisplayName("a position is reached unless it lies ahead or in a gap; gaps elsewhere don't matter")
    void gaps() {
        TrackingToken token = GapAwareTrackingToken.newInstance(10, List.of(4L, 8L));

        assertThat(Reach.covers(token, 10)).isTrue();
        assertThat(Reach.covers(token, 9)).isTrue();
        assertThat(Reach.covers(token, 8)).isFalse();
        assertThat(Reach.covers(token, 11)).isFalse();
        assertThat(Reach.covers(null, 0)).isFalse();
    }

    @Test
    @DisplayName("while a view is replayed, it shows what the replay has come to")
    void replay() {
        TrackingToken before = GapAwareTrackingToken.newInstance(100, Set.of());
        TrackingToken during = ReplayToken.createReplayToken(before, GapAwareTrackingToken.newInstance(10, Set.of()));

        assertThat(Reach.covers(during, 10)).isTrue();
        assertThat(Reach.covers(during, 11)).isFalse();
        assertThat(Reach.covers(ReplayToken.createReplayToken(before, null), 0)).isFalse();
    }

    @Test
    @DisplayName("tokens of Axon Server are understood as well")
    void axonServer() {
        assertThat(Reach.covers(new GlobalSequenceTrackingToken(7), 7)).isTrue();
        assertThat(Reach.covers(new GlobalSequenceTrackingToken(7), 8)).isFalse();
    }
}
