package io.kaipan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CPU time that processes have used, from {@code /proc}. */
final class CpuTime {
    private static final double MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux that Java runs on
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    /** A process and its threads, in microseconds. */
    static double of(long process) {
        return ticks(stat(process), false) * MICROS_PER_TICK;
    }

    /** The just-in-time compilers of a process that is a JVM, in microseconds. */
    static double ofCompilers(long process) {
        double ticks = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            for (Path thread : threads.toList()) {
                ticks += COMPILER.matcher(Files.readString(thread.resolve("comm")))
                                .lookingAt()
                        ? ticks(stat(thread), false)
                        : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ticks * MICROS_PER_TICK;
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
            throw new UncheckedIOException(e);
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
        return stat(Path.of("/proc", String.valueOf(process)));
    }

    private static List<String> stat(Path folder) {
        try {
            String line = Files.readString(folder.resolve("stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return List.of();
        }
    }

    private CpuTime() {}
}
