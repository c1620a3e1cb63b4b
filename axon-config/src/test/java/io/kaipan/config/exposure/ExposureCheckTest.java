package io.kaipan.config.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kaipan.command.account.FirstPasswords;
import io.kaipan.command.account.FirstStart;
import io.kaipan.config.KaipanApplication;
import io.kaipan.config.startup.StartupRefused;
import io.kaipan.config.store.MasterKeyOrigin;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.graphql.security.SecuritySettings;
import io.kaipan.graphql.security.SecuritySettings.LocalAccounts;
import io.kaipan.testing.PostgresForTests;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Kaipan doesn't open its doors to other machines")
class ExposureCheckTest {
    private final FirstStart firstStart = mock(FirstStart.class);
    private final FirstPasswords passwords = mock(FirstPasswords.class);
    private final MasterKeyOrigin masterKey = mock(MasterKeyOrigin.class);
    private LocalAccounts localAccounts = LocalAccounts.LOOPBACK_OR_TLS;
    private boolean demo;

    @BeforeEach
    void allIsWell() {
        when(passwords.stillPrinted()).thenReturn(List.of());
        when(masterKey.place()).thenReturn(Path.of("keys", "master.key"));
        opens("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "192.0.2.7"})
    @DisplayName("with a master key that it made for itself, whatever way it is reachable")
    void masterKey(String address) {
        when(masterKey.isGenerated()).thenReturn(true);

        isRefused(address, "master key", "KAIPAN_MASTER_KEY_FILE");
    }

    @Test
    @DisplayName("with first passwords that it would make up and print")
    void firstPasswords() {
        when(passwords.wouldPrint()).thenReturn(true);
        opens("0.0.0.0");

        when(firstStart.isAhead()).thenReturn(true);
        isRefused("0.0.0.0", "make up and print", "Set KAIPAN_PASSWORD");
        when(firstStart.isAhead()).thenReturn(false);
        demo = true;
        isRefused("0.0.0.0", "make up and print", "Set KAIPAN_PASSWORD");
    }

    @Test
    @DisplayName("with one password for all that is quickly guessed")
    void weakPassword() {
        when(firstStart.isAhead()).thenReturn(true);
        when(passwords.isWeak()).thenReturn(true);

        isRefused("0.0.0.0", "the password in KAIPAN_PASSWORD", "10 characters");
    }

    @Test
    @DisplayName("while accounts have the password that was printed once, and names them")
    void printedPasswords() {
        when(passwords.stillPrinted()).thenReturn(List.of("admin", "chen.jie"));

        isRefused("0.0.0.0", "admin, chen.jie", "POST /api/accounts/{user}/password");
        localAccounts = LocalAccounts.ANYWHERE;
        isRefused("0.0.0.0", "admin, chen.jie", "KAIPAN_SECURITY_LOCALACCOUNTS=OFF");
    }

    @Test
    @DisplayName("for their passwords' sake, unless no password is taken at all")
    void off() {
        when(passwords.stillPrinted()).thenReturn(List.of("admin"));
        when(passwords.wouldPrint()).thenReturn(true);
        when(firstStart.isAhead()).thenReturn(true);
        localAccounts = LocalAccounts.OFF;

        opens("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.8.8.8"})
    @DisplayName("but lets the people at this machine in, whatever they use")
    void loopback(String address) {
        when(masterKey.isGenerated()).thenReturn(true);
        when(passwords.stillPrinted()).thenReturn(List.of("admin"));
        when(passwords.wouldPrint()).thenReturn(true);
        when(firstStart.isAhead()).thenReturn(true);

        opens(address);
    }

    @Test
    @DisplayName("as a whole: the start ends with what is to be set, before anybody can come in or an account is made")
    void wholeApplication() {
        AtomicReference<Object> database = new AtomicReference<>();
        SpringApplicationBuilder kaipan = new SpringApplicationBuilder(KaipanApplication.class)
                .profiles("postgres")
                .initializers(
                        new FreshDatabase(),
                        context -> database.set(context.getBeanFactory().getSingleton("databaseForTests")));

        assertThatThrownBy(() -> kaipan.run("--server.address=0.0.0.0", "--server.port=0"))
                .isInstanceOfSatisfying(StartupRefused.class, refused -> assertThat(refused.remedy())
                        .contains("KAIPAN_PASSWORD"));
        assertThat(JdbcClient.create(((PostgresForTests.Database) database.get()).owner())
                        .sql("SELECT count(*) FROM log.domain_event")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void opens(String address) {
        assertThatCode(check(address)::afterSingletonsInstantiated).doesNotThrowAnyException();
    }

    private void isRefused(String address, String why, String remedy) {
        assertThatThrownBy(check(address)::afterSingletonsInstantiated)
                .isInstanceOfSatisfying(StartupRefused.class, refused -> assertThat(refused.remedy())
                        .contains(remedy))
                .hasMessageContaining("reachable from other machines")
                .hasMessageContaining(why);
    }

    private ExposureCheck check(String address) {
        return new ExposureCheck(
                address,
                demo,
                new SecuritySettings(localAccounts, false, "preferred_username", 100, 500),
                firstStart,
                passwords,
                masterKey);
    }
}
