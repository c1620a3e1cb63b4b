package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.config.startup.StartupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The master key")
class MasterKeyTest {
    private static final String BASE64 = Base64.getEncoder().encodeToString(new byte[MasterKey.LENGTH]);

    @Test
    @DisplayName("G-5 derives for a purpose what it derived when the data were written")
    void derivesTheSameForever() {
        assertThat(HexFormat.of().formatHex(MasterKey.parse(BASE64, "test").derive("personal-data")))
                .isEqualTo("3d20abff4ff56f5eeee477a080bd054b4046132e0fc3eed64fd8bb102ebc0b29");
    }

    @Test
    @DisplayName("derives a different key for every purpose and from every master key")
    void derivesApart() {
        MasterKey key = MasterKey.parse(BASE64, "test");
        MasterKey other = MasterKey.parse(BASE64.replace('A', 'B'), "test");
        assertThat(key.derive("one"))
                .hasSize(MasterKey.LENGTH)
                .isNotEqualTo(key.derive("two"))
                .isNotEqualTo(other.derive("one"));
        assertThat(key.passwordOf("one")).isNotEqualTo(key.passwordOf("two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    @DisplayName("is refused, without being quoted, unless it is 32 bytes in base64")
    void refusesOtherLengths(String key) {
        assertThatThrownBy(() -> MasterKey.parse(key, "KAIPAN_MASTER_KEY"))
                .isInstanceOf(StartupRefused.class)
                .hasMessage("The master key in KAIPAN_MASTER_KEY isn't 32 bytes in base64.");
    }

    @Test
    @DisplayName("is made once and can be read by its owner only")
    void onlyOwnerReads() throws Exception {
        Path file = TestFolder.of(MasterKeyTest.class).resolve("keys").resolve("master.key");
        MasterKey made = MasterKeyFile.create(file);
        assertThat(MasterKeyFile.read(file).derive("x")).isEqualTo(made.derive("x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(made).hasToString("MasterKey[secret]");
    }
}
