package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;

/**
 * Load before the first figure counts: as long as is asked, and on until the JVM's compilers take next to nothing of what
 * server and PostgreSQL use. Neither rate nor CPU time would tell by itself that it has come to an end: on two cores
 * compiling goes on for minutes, during which both hardly change.
 */
final class WarmUp {
    private static final double SETTLED = 0.05;
    private static final int MOST_TIMES = 16;

    /** Has all take turns. */
    static void of(Options options, HouseProcess house, Turn... turns) throws Exception {
        long process = house.facts().process();
        long database = house.facts().databaseProcess();
        double compiling = 1;
        for (int time = 0; time < MOST_TIMES && compiling > SETTLED; time++) {
            double all = CpuTime.of(process) + CpuTime.ofFamily(database);
            double compilers = CpuTime.ofCompilers(process);
            long end = System.nanoTime() + options.warmUpSeconds() * 1_000_000_000L;
            do {
                for (Turn turn : turns) {
                    turn.take();
                }
            } while (System.nanoTime() < end);
            compiling = (CpuTime.ofCompilers(process) - compilers)
                    / (CpuTime.of(process) + CpuTime.ofFamily(database) - all);
        }
    }

    private WarmUp() {}
}
