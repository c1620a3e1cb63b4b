package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of Kaipan's own, with its data below the data folder. It outlives a killed Kaipan; the next start
 * finds it through its pid file, ends it in order and starts it again, so that it always runs with the settings and
 * binaries of this Kaipan and no session of the dead one is left.
 *
 * <p>Everybody needs a password, the local superuser too. Whether what is committed is safe on disk is PostgreSQL's own
 * default; the start-up checks see to it that nobody has switched it off.
 */
final class EmbeddedServer implements AutoCloseable {
    /** The superuser: makes the owner and its database, and nothing else. */
    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "256MB", // taken as they are needed
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "logging_collector", "on",
            "log_directory", "log",
            "log_filename", "postgresql-%a.log",
            "log_truncate_on_rotation", "on",
            "log_error_verbosity", "terse"); // the details of an error quote values

    private final Path folder;
    private final Path data;
    private final Path bin;
    private final ServerUser user;
    private final int port;

    private EmbeddedServer(Path folder, Path bin, ServerUser user, int port) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.bin = bin;
        this.user = user;
        this.port = port;
    }

    /**
     * Starts the server, at first start with a new cluster.
     *
     * @param folder where binaries, data and logs stand
     * @param port 0 for any free one
     * @param superuserPassword what a new cluster's superuser gets
     * @throws StartupRefused when the port is taken or PostgreSQL doesn't start
     */
    static EmbeddedServer start(Path folder, int port, String superuserPassword) throws IOException {
        ServerUser user = ServerUser.forFolder(folder);
        Path bin = PostgresBinaries.unpackInto(folder);
        EmbeddedServer server = new EmbeddedServer(folder, bin, user, port == 0 ? freePort() : port);
        if (Files.exists(server.data)) {
            user.own(server.data);
            server.stopOrphan();
        } else {
            server.createCluster(superuserPassword);
        }
        server.start();
        return server;
    }

    int port() {
        return port;
    }

    private void createCluster(String superuserPassword) throws IOException {
        Path half = folder.resolve("data-being-made");
        Path password = folder.resolve("password");
        FileSystemUtils.deleteRecursively(half);
        Files.deleteIfExists(password);
        Files.createDirectory(half, MasterKeyFile.onlyOwner(half, "rwx------"));
        Files.createFile(password, MasterKeyFile.onlyOwner(password, "rw-------"));
        try {
            Files.writeString(password, superuserPassword);
            user.own(half);
            user.own(password);
            run(
                    "initdb",
                    List.of(
                            "--pgdata=" + half,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C"));
        } finally {
            Files.delete(password);
        }
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends a server that a killed Kaipan left behind; forgets one that died with the machine. */
    private void stopOrphan() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        boolean running = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent();
        if (running) {
            log.info("Found the PostgreSQL of a Kaipan that was killed (process {}); starting it anew", pid);
            stop();
        } else {
            Files.delete(pidFile);
        }
    }

    private void start() throws IOException {
        if (!isFree(port)) {
            throw new StartupRefused(
                    "Port %d, where Kaipan's PostgreSQL would listen, is taken by another program.".formatted(port),
                    "Stop that program, or choose another port with KAIPAN_PG_PORT.");
        }
        String options = SETTINGS.entrySet().stream()
                .map(setting -> "-c %s=%s".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        run("pg_ctl", List.of("start", "--pgdata=" + data, "--wait", "--timeout=300", "--options=" + options));
        log.info("PostgreSQL is up on port {}", port);
    }

    private void stop() throws IOException {
        run("pg_ctl", List.of("stop", "--pgdata=" + data, "--wait", "--timeout=60", "--mode=fast"));
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** Runs one of PostgreSQL's programs. Its output goes to a file: a server started here outlives our pipes. */
    private void run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        Path output = folder.resolve(program + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(user.run(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        if (endOf(builder.start()) != 0) {
            throw new StartupRefused(
                    "PostgreSQL's %s failed: %s"
                            .formatted(program, Files.readString(output).strip()),
                    "The server's own log stands in %s.".formatted(data.resolve("log")));
        }
    }

    /**
     * Waits even when interrupted: a shutdown that is in a hurry must not leave the server behind. Waits in short turns,
     * because Spring takes a start that waits without a limit for stuck, and then stops without closing anything.
     */
    private static int endOf(Process process) {
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
