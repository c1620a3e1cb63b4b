package io.kaipan.config.testing;

import static org.awaitility.Awaitility.await;

import io.kaipan.config.KaipanApplication;
import io.kaipan.testing.PostgresForTests;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The real application in a process of its own, on a free port: for what happens when it is killed or stopped. */
public final class KaipanProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern ADDRESS = Pattern.compile("sign in +http://[^:]+:(\\d+)/");

    private final Process process;
    private final Path output;

    private KaipanProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts Kaipan with the PostgreSQL it brings along, and doesn't wait for it. */
    public static KaipanProcess start(Path home, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("KAIPAN_HOME", home.toString(), "KAIPAN_PG_PORT", "0"));
        all.putAll(environment);
        return launch(all, Files.createTempFile(home, "output-", ".log"));
    }

    /**
     * Starts Kaipan on a database that outlives it, and waits until it is ready.
     *
     * @param environment further environment variables, such as {@code KAIPAN_DEMO}
     * @param name of the log file below {@code target}
     */
    public static KaipanProcess start(
            PostgresForTests.Database database, Path home, Map<String, String> environment, String name)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SPRING_PROFILES_ACTIVE", "postgres");
        FreshDatabase.settings(database, home).forEach((setting, value) -> all.put(variable(setting), value));
        return launch(all, Path.of("target", name + ".log")).untilReady();
    }

    private static KaipanProcess launch(Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        applicationClassPath(),
                        KaipanApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        java.environment().put("SERVER_PORT", "0");
        java.environment().putAll(environment);
        return new KaipanProcess(java.start(), output);
    }

    /** The application alone: what tests add must not be found by its scan. */
    private static String applicationClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String variable(String setting) {
        return setting.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Waits until it says that it is open. */
    public KaipanProcess untilReady() {
        try {
            await().atMost(PATIENCE).until(() -> output().contains("Kaipan is open") || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("Kaipan didn't open: " + output());
            }
            return this;
        } catch (RuntimeException | Error e) {
            kill();
            throw e;
        }
    }

    /** Waits for its end. @return the exit code */
    public int untilEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Where it listens, once it is ready. */
    public int port() {
        Matcher address = ADDRESS.matcher(output());
        if (!address.find()) {
            throw new IllegalStateException("Kaipan is not open yet");
        }
        return Integer.parseInt(address.group(1));
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, as {@code kill} does. */
    public void stop() {
        process.destroy();
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it in order and waits for its end. */
    @Override
    public void close() {
        stop();
        untilEnd();
    }
}
