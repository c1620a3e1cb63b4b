package io.kaipan.config.store;

import static org.awaitility.Awaitility.await;

import io.kaipan.config.KaipanApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real application in a process of its own, on free ports. */
final class KaipanProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Process process;
    private final Path output;

    private KaipanProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static KaipanProcess start(Path home, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(home, "output-", ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KaipanApplication.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("KAIPAN_HOME", home.toString(), "KAIPAN_PG_PORT", "0", "SERVER_PORT", "0"));
        builder.environment().putAll(environment);
        return new KaipanProcess(builder.start(), output);
    }

    long pid() {
        return process.pid();
    }

    KaipanProcess untilReady() {
        await().atMost(PATIENCE).until(() -> output().contains("Kaipan is open") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("Kaipan didn't open: " + output());
        }
        return this;
    }

    /** Waits for its end. @return the exit code */
    int untilEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        untilEnd();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it in order. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
