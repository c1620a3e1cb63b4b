package io.kaipan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgBenchTest {
    @TempDir
    Path machine;

    @Test
    @DisplayName("a machine without pgbench is told what to install")
    void saysWhatToInstall() {
        assertThatThrownBy(() -> PgBench.find("", machine.toString(), machine.resolve("none")))
                .isInstanceOf(PgBench.Missing.class)
                .hasMessageContaining("apt-get install postgresql-contrib")
                .hasMessageContaining("--pgbench");
    }

    @Test
    @DisplayName("a pgbench that is named and isn't there is missing, whatever else is installed")
    void takesNoOtherThanTheOneNamed() throws IOException {
        program(machine.resolve("pgbench"));

        assertThatThrownBy(() -> PgBench.find("/nowhere/pgbench", machine.toString(), machine))
                .isInstanceOf(PgBench.Missing.class)
                .hasMessageContaining("/nowhere/pgbench");
    }

    @Test
    @DisplayName("pgbench is found on the search path, and else among Debian's PostgreSQL programs")
    void findsIt() throws IOException {
        Path debian = machine.resolve("postgresql");
        Path program = program(debian.resolve("17/bin/pgbench"));
        assertThat(PgBench.find("", "/nowhere", debian)).isEqualTo(program);

        Path onPath = program(machine.resolve("bin/pgbench"));
        assertThat(PgBench.find("", onPath.getParent().toString(), debian)).isEqualTo(onPath);
    }

    private static Path program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
