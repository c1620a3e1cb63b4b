package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;

/**
 * Load before the first figure counts: as long as is asked, and on until what is done costs no less CPU time than before.
 * The rate wouldn't tell: it also changes with what others do on the machine, whose compiler threads share it.
 */
final class WarmUp {
    private static final double STILL_CHEAPER = 0.95;
    private static final int MOST_TIMES = 16;

    /** Has all take turns. */
    static void of(Options options, HouseProcess house, Turn... turns) throws Exception {
        double cheapest = Double.MAX_VALUE;
        for (int time = 0; time < MOST_TIMES; time++) {
            double cost = 0;
            long end = System.nanoTime() + options.warmUpSeconds() * 1_000_000_000L / 2;
            int taken = 0;
            while (System.nanoTime() < end || taken == 0) {
                for (Turn turn : turns) {
                    cost += house.costing(turn).take().cpu();
                }
                taken++;
            }
            if (time > 0 && cost / taken > cheapest * STILL_CHEAPER) {
                return;
            }
            cheapest = Math.min(cheapest, cost / taken);
        }
    }

    private WarmUp() {}
}
