package io.kaipan.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What to measure, and how thoroughly.
 *
 * @param sections the letters of the sections to run
 * @param rounds how often subject and baselines take turns
 * @param millis how long each turn lasts
 * @param warmUpSeconds how long a server is loaded before its first figure counts
 * @param leads how many leads, or opportunities, a large installation holds
 * @param work where installations are made; large ones are kept there for the next run
 * @param json where the figures are written
 * @param pgbench the program to compare with; empty: wherever it is
 */
record Options(
        List<String> sections,
        int rounds,
        int millis,
        int warmUpSeconds,
        int leads,
        Path work,
        Path json,
        String pgbench) {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e", "f");

    static final String HELP = """
            benchmarks/run [options]
              --section a,b,…      only these: a commands, b GraphQL reads, c rebuild, d visibility, e growth,
                                   f opportunities
              --quick              everything, shortly and with 20,000 leads: proves that it runs, measures little
              --rounds N           how often subject and baselines take turns (5)
              --millis N           how long a turn lasts (1000)
              --warm-up N          seconds of load before the first figure counts (25)
              --leads N            leads, or opportunities, in the large installations (1000000)
              --work FOLDER        where installations are made and the large ones are kept (benchmarks/target/work)
              --json FILE          where the figures are written (benchmarks/target/figures.json)
              --pgbench FILE       pgbench, where it is not found by itself
            """;

    /** @throws IllegalArgumentException when there is an option that isn't one */
    static Options of(String... arguments) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        boolean quick = left.contains("--quick");
        Options options = new Options(
                ALL,
                quick ? 2 : 5,
                quick ? 300 : 1000,
                quick ? 2 : 25,
                quick ? 20_000 : 1_000_000,
                Path.of("benchmarks/target/work"),
                Path.of("benchmarks/target/figures.json"),
                "");
        while (!left.isEmpty()) {
            options = options.with(left);
        }
        return options;
    }

    private static List<String> sections(String letters) {
        List<String> sections = List.of(letters.toLowerCase(Locale.ROOT).split(","));
        if (!ALL.containsAll(sections)) {
            throw new IllegalArgumentException("Sections are " + String.join(",", ALL) + ", not " + letters);
        }
        return sections;
    }

    private Options with(Deque<String> left) {
        String option = left.remove();
        if (option.equals("--quick")) {
            return this;
        }
        if (left.isEmpty()) {
            throw new IllegalArgumentException("Unknown option, or one without its value: " + option);
        }
        String value = left.remove();
        return switch (option) {
            case "--section" -> new Options(sections(value), rounds, millis, warmUpSeconds, leads, work, json, pgbench);
            case "--rounds" ->
                new Options(sections, Integer.parseInt(value), millis, warmUpSeconds, leads, work, json, pgbench);
            case "--millis" ->
                new Options(sections, rounds, Integer.parseInt(value), warmUpSeconds, leads, work, json, pgbench);
            case "--warm-up" ->
                new Options(sections, rounds, millis, Integer.parseInt(value), leads, work, json, pgbench);
            case "--leads" ->
                new Options(sections, rounds, millis, warmUpSeconds, Integer.parseInt(value), work, json, pgbench);
            case "--work" -> new Options(sections, rounds, millis, warmUpSeconds, leads, Path.of(value), json, pgbench);
            case "--json" -> new Options(sections, rounds, millis, warmUpSeconds, leads, work, Path.of(value), pgbench);
            case "--pgbench" -> new Options(sections, rounds, millis, warmUpSeconds, leads, work, json, value);
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }
}
