package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.KaipanProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Kaipan with the PostgreSQL it brings along")
class KilledKaipanTest {
    private static final Map<String, String> DEFAULTS = Map.of();
    private static final Map<String, String> OTHER_KEY =
            Map.of("KAIPAN_MASTER_KEY", "Zm9yIHRlc3RzIG9ubHksIG5ldmVyIGFueXdoZXJlISE=");

    private Path home;
    private Path pidFile;

    @BeforeEach
    void emptyHome() throws IOException {
        home = TestFolder.of(KilledKaipanTest.class);
        pidFile = home.resolve("postgresql/data/postmaster.pid");
    }

    @AfterEach
    void noServerIsLeft() throws IOException {
        if (Files.exists(pidFile)) {
            ProcessHandle.of(Long.parseLong(pidFileLine(0))).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    @DisplayName("holds its folder alone, keeps its data when killed, refuses a foreign key, stops its server in order")
    void lives() throws Exception {
        KaipanProcess first = KaipanProcess.start(home, DEFAULTS).untilReady();
        assertThat(first.output()).as("Axon doesn't call out").contains("opted out of the AxonIQ UpdateChecker");
        execute("INSERT INTO keys.customer_key (customer_id, wrapped_key) VALUES ('cust_kept', 'x')");

        KaipanProcess second = KaipanProcess.start(home, DEFAULTS);
        assertThat(second.untilEnd()).isEqualTo(1);
        assertThat(second.output())
                .contains("Another Kaipan (process %d) is working with the data in %s.".formatted(first.pid(), home))
                .doesNotContain("\tat ");

        first.kill();
        assertThat(pidFile).as("the server outlives Kaipan").exists();

        try (KaipanProcess again = KaipanProcess.start(home, DEFAULTS).untilReady()) {
            assertThat(again.output()).contains("Found the PostgreSQL of a Kaipan that was killed");
            execute(
                    "DO $$ BEGIN ASSERT EXISTS (SELECT FROM keys.customer_key WHERE customer_id = 'cust_kept'); END $$");
        }
        assertThat(pidFile).as("an orderly stop takes the server along").doesNotExist();

        KaipanProcess stranger = KaipanProcess.start(home, OTHER_KEY);
        assertThat(stranger.untilEnd()).isEqualTo(1);
        assertThat(stranger.output())
                .contains("The master key isn't the one the data were written with.")
                .doesNotContain("\tat ");
        assertThat(pidFile).doesNotExist();
    }

    private void execute(String sql) throws SQLException, IOException {
        MasterKey key = MasterKeyFile.read(home.resolve("keys/master.key"));
        String url = "jdbc:postgresql://127.0.0.1:%s/kaipan".formatted(pidFileLine(3));
        OwnerLogin login = new OwnerLogin(url, "kaipan_command", key.passwordOf("kaipan_command"));
        try (Connection connection = login.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String pidFileLine(int number) throws IOException {
        return Files.readAllLines(pidFile).get(number).strip();
    }
}
