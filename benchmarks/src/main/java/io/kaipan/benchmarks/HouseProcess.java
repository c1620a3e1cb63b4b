package io.kaipan.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link House} in a process of its own. It ends with this one at the latest, because its input ends then. */
final class HouseProcess implements AutoCloseable {
    static final String PASSWORD = "benchmark-benchmark";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final Path log;
    private @Nullable Facts facts;

    /**
     * What a caller must know of it.
     *
     * @param process its process
     * @param port where it listens on 127.0.0.1
     * @param databaseProcess the process of its PostgreSQL
     * @param databasePort where that listens on 127.0.0.1
     * @param passwords of PostgreSQL's roles
     * @param startMillis how long its start took
     */
    record Facts(
            long process,
            int port,
            long databaseProcess,
            int databasePort,
            Map<String, String> passwords,
            long startMillis) {}

    private HouseProcess(Process process, Path log) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * Starts Kaipan and waits until it is open.
     *
     * @param folder where its data are or will be
     * @param heap the most memory of its heap, as Java's {@code -Xmx} takes it
     */
    static HouseProcess start(Path folder, String heap) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("kaipan.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx" + heap));
        command.addAll(List.of(System.getProperty("benchmark.jvm", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), House.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("KAIPAN_HOME", folder.toString());
        environment.put("KAIPAN_PG_PORT", "0");
        environment.put("SERVER_PORT", "0");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("KAIPAN_DEMO", "true");
        environment.put("KAIPAN_PASSWORD", PASSWORD);
        environment.put("KAIPAN_SECURITY_REQUESTSPERSECOND", "1000000");
        environment.put("KAIPAN_SECURITY_REQUESTSATONCE", "1000000");
        environment.put("SPRING_FLYWAY_LOCATIONS", "classpath:db/migration,classpath:benchmark/tables");
        environment.put("SPRING_FLYWAY_OUTOFORDER", "true"); // a large installation is kept while migrations go on
        environment.put("LOGGING_FILE_NAME", log.toString());
        environment.put("LOGGING_THRESHOLD_CONSOLE", "OFF");
        HouseProcess house = new HouseProcess(builder.start(), log);
        try {
            house.facts = JSON.treeToValue(house.answer("start"), Facts.class);
            return house;
        } catch (RuntimeException | IOException e) {
            house.close();
            throw e;
        }
    }

    Facts facts() {
        return java.util.Objects.requireNonNull(facts);
    }

    /** Has it do something. @param with the order's values by name */
    JsonNode order(String order, Map<String, ?> with) throws IOException {
        orders.println(order + " " + JSON.writeValueAsString(with));
        return answer(order);
    }

    /** A turn of load within the house. */
    Sample load(String order, Map<String, ?> with) throws IOException {
        return JSON.treeToValue(order(order, with), Sample.class);
    }

    /** A turn of load that also tells what it cost the house. */
    Turn costing(Turn turn) {
        return () -> {
            double application = CpuTime.of(facts().process());
            double database = CpuTime.ofFamily(facts().databaseProcess());
            Sample sample = turn.take();
            return sample.with(
                    (CpuTime.of(facts().process()) - application) / sample.done(),
                    (CpuTime.ofFamily(facts().databaseProcess()) - database) / sample.done());
        };
    }

    /** One turn of load. */
    interface Turn {
        Sample take() throws Exception;
    }

    private JsonNode answer(String order) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(House.ANSWER)) {
                JsonNode answer = JSON.readTree(line.substring(House.ANSWER.length()));
                if (answer.has("failed")) {
                    throw new IllegalStateException(
                            order + " failed: " + answer.get("failed").asString() + "; see " + log);
                }
                return answer;
            }
        }
        throw new IllegalStateException("Kaipan ended while asked to " + order + "; see " + log);
    }

    /** Stops it in order, its PostgreSQL too. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
