package io.kaipan.command.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * The files of imports under way, each named by its job. They hold personal data in the clear, so only the account that
 * Kaipan runs under may open the folder, and a file goes as soon as its job is done.
 */
@Component
final class Spool {
    private static final String SUFFIX = ".csv";
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Path folder;

    Spool(ImportSettings settings) {
        this.folder = settings.folder().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder, ownersOnly());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileAttribute<?>[] ownersOnly() {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    Path folder() {
        return folder;
    }

    Path file(String job) {
        return folder.resolve(job + SUFFIX);
    }

    /** Keeps an uploaded file for a job, safe from a power cut. */
    Path keep(String job, MultipartFile upload) throws IOException {
        Path file = file(job);
        upload.transferTo(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return file;
    }

    void remove(String job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs whose files are here. */
    Set<String> jobs() {
        Set<String> jobs = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                jobs.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jobs;
    }

    /** Removes what uploads and jobs that were cut off have left behind. @param needed jobs whose files stay */
    void sweep(Set<String> needed, Instant now) {
        Instant limit = now.minus(FORGOTTEN);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(limit);
                if (old && needed.stream().noneMatch(job -> file.equals(file(job)))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
