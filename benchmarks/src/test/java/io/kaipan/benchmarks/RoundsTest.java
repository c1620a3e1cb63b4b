package io.kaipan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    @DisplayName("subject and baseline take turns, and the ratio is that of each round")
    void comparesWithinARound() throws Exception {
        Map<String, HouseProcess.Turn> turns = new LinkedHashMap<>();
        turns.put("kaipan", turn("kaipan", 50, 20, 40));
        turns.put("plain", turn("plain", 100, 10, 80));

        Rounds rounds = Rounds.of(3, turns);

        assertThat(order).containsExactly("kaipan", "plain", "kaipan", "plain", "kaipan", "plain");
        assertThat(rounds.median("kaipan", Sample::perSecond)).isEqualTo(40);
        assertThat(rounds.ratio("kaipan", "plain", Sample::perSecond)).isEqualTo(0.5);
    }

    @Test
    @DisplayName("a sample counts its rate, its median and its slowest hundredth")
    void countsSamples() {
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (nanos.length - i) * 1_000_000L;
        }

        Sample sample = Sample.of(nanos, 0.5);

        assertThat(sample.done()).isEqualTo(200);
        assertThat(sample.perSecond()).isEqualTo(400);
        assertThat(sample.p50()).isEqualTo(101);
        assertThat(sample.p99()).isEqualTo(199);
    }

    private HouseProcess.Turn turn(String who, double... rates) {
        Iterator<Double> next = java.util.Arrays.stream(rates).boxed().iterator();
        return () -> {
            order.add(who);
            return new Sample(1, next.next(), 0, 0, 0, 0);
        };
    }
}
