package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;

/** Load before the first figure counts: as long as is asked, and on until it gets no faster. */
final class WarmUp {
    private static final double STILL_FASTER = 1.05;
    private static final int MOST_TIMES = 6;

    /** Has all take turns. */
    static void of(Options options, Turn... turns) throws Exception {
        double fastest = 0;
        for (int time = 0; time < MOST_TIMES; time++) {
            double rates = 0;
            long end = System.nanoTime() + options.warmUpSeconds() * 1_000_000_000L / 2;
            int taken = 0;
            while (System.nanoTime() < end || taken == 0) {
                for (Turn turn : turns) {
                    rates += turn.take().perSecond();
                }
                taken++;
            }
            if (time > 0 && rates / taken < fastest * STILL_FASTER) {
                return;
            }
            fastest = Math.max(fastest, rates / taken);
        }
    }

    private WarmUp() {}
}
