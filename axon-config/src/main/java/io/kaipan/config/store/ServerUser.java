package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom the embedded server runs. PostgreSQL refuses to run as root; when Kaipan does, the server gets a user
 * namespace of its own (where root's files are still its own), or, where the container forbids that, the user nobody.
 */
final class ServerUser {
    private static final Logger log = LoggerFactory.getLogger(ServerUser.class);
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "--user");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final List<String> prefix;

    private ServerUser(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Finds the way for this machine. @param folder what the server must be able to reach */
    static ServerUser forFolder(Path folder) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerUser(List.of());
        }
        if (works(IN_A_NAMESPACE, folder)) {
            return new ServerUser(IN_A_NAMESPACE);
        }
        if (works(AS_NOBODY, folder)) {
            log.info("PostgreSQL runs as user {}, since it refuses to run as root", NOBODY);
            return new ServerUser(AS_NOBODY);
        }
        throw new StartupRefused(
                "PostgreSQL doesn't run as root, and no other user can reach %s.".formatted(folder),
                "Start Kaipan as an ordinary user, or set KAIPAN_HOME to a folder everybody can reach.");
    }

    private static boolean works(List<String> prefix, Path folder) {
        try {
            return new ProcessBuilder(concat(prefix, List.of("test", "-x", folder.toString())))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command as that user. */
    List<String> run(List<String> command) {
        return concat(prefix, command);
    }

    /** Makes a folder and what it holds that user's, whoever the server ran as before. */
    void own(Path folder) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        int id = prefix.equals(AS_NOBODY) ? NOBODY : ROOT;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", id);
                Files.setAttribute(file, "unix:gid", id);
            }
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
