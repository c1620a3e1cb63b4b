package io.kaipan.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Subject and baselines taking turns, so that a machine that is slow for a while is slow for all of them. */
final class Rounds {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    static Rounds of(int rounds, Map<String, HouseProcess.Turn> turns) throws Exception {
        Rounds taken = new Rounds();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, HouseProcess.Turn> turn : turns.entrySet()) {
                taken.samples
                        .computeIfAbsent(turn.getKey(), name -> new ArrayList<>())
                        .add(turn.getValue().take());
            }
        }
        return taken;
    }

    /** Whether somebody of that name took turns. */
    boolean has(String who) {
        return samples.containsKey(who);
    }

    /** The median over the rounds. */
    double median(String who, ToDoubleFunction<Sample> figure) {
        return median(of(who).stream().mapToDouble(figure).toArray());
    }

    /** The median of the rounds' own ratios. */
    double ratio(String who, String baseline, ToDoubleFunction<Sample> figure) {
        List<Sample> ones = of(who);
        List<Sample> others = of(baseline);
        double[] ratios = new double[ones.size()];
        Arrays.setAll(ratios, round -> figure.applyAsDouble(ones.get(round)) / figure.applyAsDouble(others.get(round)));
        return median(ratios);
    }

    private List<Sample> of(String who) {
        return Objects.requireNonNull(samples.get(who));
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Rounds() {}
}
