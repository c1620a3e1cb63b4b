package io.kaipan.config.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.KaipanApplication;
import io.kaipan.testing.PostgresForTests;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Kaipan in a process of its own, on a database that outlives it: for what happens when it is killed. */
public final class KaipanProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final File log;

    private KaipanProcess(Process process, int port, File log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts Kaipan and waits until it is ready.
     *
     * @param environment further environment variables, such as {@code KAIPAN_DEMO}
     * @param name of the log file below {@code target}
     */
    public static KaipanProcess start(
            PostgresForTests.Database database, Path home, Map<String, String> environment, String name)
            throws IOException {
        int port = freePort();
        File log = new File("target", name + ".log");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        applicationClassPath(),
                        KaipanApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log);
        java.environment().putAll(environment);
        java.environment().put("SERVER_PORT", Integer.toString(port));
        java.environment().put("SPRING_PROFILES_ACTIVE", "postgres");
        FreshDatabase.settings(database, home)
                .forEach((setting, value) -> java.environment().put(variable(setting), value));
        KaipanProcess kaipan = new KaipanProcess(java.start(), port, log);
        kaipan.awaitReady();
        return kaipan;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest readiness = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            await().atMost(Duration.ofMinutes(3))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        assertThat(process.isAlive()).as("see %s", log).isTrue();
                        return http.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
                    });
        } catch (RuntimeException | Error e) {
            kill();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
