package io.kaipan.config.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A folder below {@code target/}, named after the test that uses it: empty but for unpacked binaries of PostgreSQL. */
final class TestFolder {
    private TestFolder() {}

    static Path of(Class<?> test) throws IOException {
        Path folder = Path.of("target", "test-folders", test.getSimpleName()).toAbsolutePath();
        Files.createDirectories(folder);
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.filter(file -> !file.getFileName().toString().startsWith("postgresql-"))
                    .toList()) {
                FileSystemUtils.deleteRecursively(file);
            }
        }
        return folder;
    }
}
