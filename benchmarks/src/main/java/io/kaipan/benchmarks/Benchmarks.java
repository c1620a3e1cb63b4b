package io.kaipan.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the sections, prints their tables and writes their figures. */
final class Benchmarks {
    public static void main(String... arguments) throws Exception {
        Options options;
        Path pgbench;
        try {
            if (java.util.List.of(arguments).contains("--help")) {
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
        Files.createDirectories(options.work());
        Report report = new Report();
        if (options.sections().contains("a")) {
            new CommandSection(options, pgbench, report).run();
        }
        if (options.sections().contains("b")) {
            new ReadSection(options, pgbench, report).run();
        }
        if (options.sections().contains("c")) {
            new RebuildSection(options, report).run();
        }
        if (options.sections().contains("d")) {
            new VisibilitySection(options, report).run();
        }
        if (options.sections().contains("e")) {
            new GrowthSection(options, report).run();
        }
        report.finish(options.json(), options, (System.nanoTime() - began) / 1e9);
    }

    private Benchmarks() {}
}
