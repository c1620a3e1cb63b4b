package io.kaipan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, on the same server. */
final class PgBench {
    private static final int LONGEST_SECONDS = 10;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
    private static final Pattern DONE = Pattern.compile("actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([1-9]\\d*)");

    private final Path program;
    private final HouseProcess house;
    private final Path folder;

    PgBench(Path program, HouseProcess house, Path folder) {
        this.program = program;
        this.house = house;
        this.folder = folder;
    }

    /**
     * Finds the program.
     *
     * @param given where it is; empty: on the search path, or where Debian keeps PostgreSQL's programs
     * @throws Missing when it is nowhere, with what to install
     */
    static Path find(String given, String searchPath, Path debian) {
        if (!given.isEmpty()) {
            Path program = Path.of(given);
            if (Files.isExecutable(program)) {
                return program;
            }
            throw new Missing(given + " is no program");
        }
        List<Path> places = new ArrayList<>();
        Stream.of(searchPath.split(":")).map(Path::of).forEach(places::add);
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
            versions.map(version -> version.resolve("bin")).sorted().forEach(places::add);
        } catch (IOException e) {
            throw new Missing(debian + " can't be read");
        }
        return places.stream()
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Missing("There is no pgbench on this machine"));
    }

    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String what) {
            super(what + """
                    . The benchmarks compare with it. Install it with PostgreSQL's programs:
                      Debian, Ubuntu:  apt-get install postgresql-contrib
                      Fedora, RHEL:    dnf install postgresql-contrib
                      macOS:           brew install libpq
                    or name it: benchmarks/run --pgbench /path/to/pgbench""");
        }
    }

    /**
     * Runs a script for a while with prepared statements.
     *
     * @param variables what {@code :name} stands for in the script
     */
    Sample run(String role, String script, Map<String, String> variables, int clients, int millis)
            throws IOException, InterruptedException {
        for (int seconds = Math.max(1, millis / 1000); seconds < LONGEST_SECONDS; seconds *= 2) {
            Optional<Sample> sample = tryRun(role, script, variables, clients, seconds);
            if (sample.isPresent()) {
                return sample.get();
            }
        }
        throw new IllegalStateException("pgbench got nothing done");
    }

    /** @return empty when signing its clients in took all the time, which is part of it */
    private Optional<Sample> tryRun(String role, String script, Map<String, String> variables, int clients, int seconds)
            throws IOException, InterruptedException {
        HouseProcess.Facts facts = house.facts();
        Path file = Files.writeString(folder.resolve("pgbench.sql"), script);
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--file=" + file,
                "--client=" + clients,
                "--jobs=" + Math.min(2, clients),
                "--time=" + seconds,
                "--host=127.0.0.1",
                "--port=" + facts.databasePort(),
                "--username=" + role,
                "--random-seed=" + System.nanoTime() % 1_000_000_000));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add("kaipan");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", facts.passwords().get(role));
        double before = CpuTime.ofFamily(facts.databaseProcess());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || FAILED.matcher(output).find()) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        double used = CpuTime.ofFamily(facts.databaseProcess()) - before;
        double done = number(DONE, output);
        if (done == 0) {
            return Optional.empty();
        }
        double rate = number(RATE, output);
        double latency = number(LATENCY, output);
        return Optional.of(new Sample((long) done, rate, latency, Double.NaN, 0, used / done));
    }

    private static double number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("pgbench answered: " + output);
        }
        return Double.parseDouble(found.group(1));
    }
}
