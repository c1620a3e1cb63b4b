package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that Kaipan brings along, unpacked once beside the data. */
final class PostgresBinaries {
    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** Unpacks the binaries for this machine unless they are there. @return their {@code bin} folder */
    static Path unpackInto(Path folder) throws IOException {
        byte[] archive = archive();
        Path unpacked = folder.resolve("postgresql-" + fingerprint(archive));
        if (!Files.exists(unpacked)) {
            Path half = folder.resolve("postgresql-unpacking");
            FileSystemUtils.deleteRecursively(half);
            unpack(archive, half);
            Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE);
        }
        return unpacked.resolve("bin");
    }

    private static byte[] archive() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("windows") ? "Windows" : os.contains("mac") ? "Darwin" : "Linux";
        String arch = System.getProperty("os.arch");
        try (InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, arch.equals("amd64") ? "x86_64" : arch)) {
            return archive.readAllBytes();
        } catch (IllegalStateException notForThisMachine) {
            throw new StartupRefused(
                    "Kaipan brings no PostgreSQL along for %s on %s.".formatted(system, arch),
                    "Install a PostgreSQL and start with profile postgres; see docs/operations.md.",
                    notForThisMachine);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, folder.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & EXECUTABLE) != 0) {
                        target.toFile().setExecutable(true, false);
                    }
                }
            }
        }
    }

    /** Tells archives apart; it guards against nothing, so it may be quick. */
    private static String fingerprint(byte[] archive) {
        CRC32 sum = new CRC32();
        sum.update(archive);
        return Long.toHexString(sum.getValue());
    }
}
