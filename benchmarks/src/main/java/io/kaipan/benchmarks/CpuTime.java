package io.kaipan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time that processes have used, from {@code /proc}. */
final class CpuTime {
    private static final double MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux that Java runs on
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    /** A process and its threads, in microseconds. */
    static double of(long process) {
        return ticks(stat(process), false) * MICROS_PER_TICK;
    }

    /** A process and all its children, those that have ended included, in microseconds. */
    static double ofFamily(long parent) {
        double ticks = ticks(stat(parent), true);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            List<Long> numbers = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList();
            for (long process : numbers) {
                List<String> stat = stat(process);
                if (!stat.isEmpty() && Long.parseLong(stat.get(PARENT)) == parent) {
                    ticks += ticks(stat, false);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ticks * MICROS_PER_TICK;
    }

    private static double ticks(List<String> stat, boolean children) {
        if (stat.isEmpty()) {
            return 0;
        }
        long own = Long.parseLong(stat.get(USER)) + Long.parseLong(stat.get(SYSTEM));
        return children
                ? own + Long.parseLong(stat.get(CHILDREN_USER)) + Long.parseLong(stat.get(CHILDREN_SYSTEM))
                : own;
    }

    /** What stands behind the process's name, which may hold anything; empty when the process has ended. */
    private static List<String> stat(long process) {
        try {
            String line = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return List.of();
        }
    }

    private CpuTime() {}
}
