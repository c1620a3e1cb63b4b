package io.kaipan.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Runs the sections, prints their tables and writes their figures. */
final class Benchmarks {
    public static void main(String... arguments) throws Exception {
        Options options;
        Path pgbench;
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Options.HELP);
                return;
            }
            options = Options.of(arguments);
            pgbench = PgBench.find(options.pgbench(), System.getenv("PATH"), Path.of("/usr/lib/postgresql"));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Options.HELP);
            System.exit(2);
            return;
        } catch (PgBench.Missing missing) {
            System.err.println(missing.getMessage());
            System.exit(1);
            return;
        }
        long began = System.nanoTime();
        Report report = new Report();
        try (Houses houses = new Houses(options)) {
            for (String section : options.sections()) {
                run(section, options, houses, pgbench, report);
            }
        } finally {
            report.finish(options.json(), options, (System.nanoTime() - began) / 1e9);
        }
    }

    private static void run(String section, Options options, Houses houses, Path pgbench, Report report)
            throws Exception {
        switch (section) {
            case "a" -> new CommandSection(options, houses, pgbench, report).run();
            case "b" -> new ReadSection(options, houses, pgbench, report).run();
            case "c" -> new RebuildSection(options, houses, report).run();
            case "d" -> new VisibilitySection(options, houses, report).run();
            case "e" -> new GrowthSection(options, houses, report).run();
            case "f" -> new OpportunitySection(options, houses, report).run();
            default -> throw new IllegalArgumentException("No such section: " + section);
        }
    }

    private Benchmarks() {}
}
