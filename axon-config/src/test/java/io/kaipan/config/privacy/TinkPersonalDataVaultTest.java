package io.kaipan.config.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfHmacJce;
import com.google.crypto.tink.subtle.Random;
import io.kaipan.config.store.LazyTransactions;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.testing.PostgresForTests;
import io.kaipan.testing.PostgresForTests.Database;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class TinkPersonalDataVaultTest {
    private static final String FIELD = "customer.CustomerRegistered.name";
    private static Database database;

    private final byte[] master = Random.randBytes(32);
    private final CustomerId customer = someone();
    private DataSource command;
    private TransactionTemplate transaction;
    private CustomerKeys keys;
    private TinkPersonalDataVault vault;

    @BeforeAll
    static void start() {
        database = PostgresForTests.freshDatabase();
    }

    @BeforeEach
    void openVault() throws GeneralSecurityException {
        command = database.command();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(command));
        keys = new CustomerKeys(
                new AesGcmJce(master),
                new KeyConnections(command, database.projection(), database.query()),
                transaction);
        vault = vaultOver(keys);
        transaction.executeWithoutResult(t -> keys.create(customer));
    }

    @Test
    @DisplayName("G-5 what was sealed opens again, and looks different each time")
    void sealsAndOpens() {
        String sealed = vault.seal(customer, FIELD, "王芳");

        assertThat(sealed).doesNotContain("王芳").isNotEqualTo(vault.seal(customer, FIELD, "王芳"));
        assertThat(vault.open(customer, FIELD, sealed)).isEqualTo("王芳");
    }

    @Test
    @DisplayName("G-5 a sealed text opens for no other customer, in no other field, and not when changed")
    void opensInItsPlaceOnly() {
        CustomerId other = someone();
        transaction.executeWithoutResult(t -> keys.create(other));
        String sealed = vault.seal(customer, FIELD, "王芳");
        String changed = (sealed.startsWith("A") ? "B" : "A") + sealed.substring(1);

        assertThatThrownBy(() -> vault.open(other, FIELD, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(customer, "customer.CustomerRenamed.name", sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(customer, FIELD, changed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(customer, FIELD, "王芳")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("G-5 the transaction that makes a key seals with it before anybody else can see it")
    void sealsBeforeCommit() {
        CustomerId newcomer = someone();

        String sealed = transaction.execute(t -> {
            keys.create(newcomer);
            assertThatThrownBy(() -> freshVault().prepareAndOpen(newcomer))
                    .hasMessageContaining("No key was ever made");
            return vault.seal(newcomer, FIELD, "李明");
        });

        assertThat(vault.open(newcomer, FIELD, sealed)).isEqualTo("李明");
        assertThat(freshVault().open(newcomer, FIELD, sealed)).isEqualTo("李明");
    }

    @Test
    @DisplayName("a key that has to be read does not begin a command's transaction, nor is it read on another side")
    void readsBeforeTransaction() throws GeneralSecurityException {
        TinkPersonalDataVault other = vaultOver(
                new CustomerKeys(new AesGcmJce(master), new KeyConnections(command, nobody(), nobody()), transaction));

        new TransactionTemplate(new DataSourceTransactionManager(new LazyTransactions(command)))
                .executeWithoutResult(t -> {
                    other.seal(customer, FIELD, "王芳");
                    assertThat(LazyTransactions.isUntouched(command)).isTrue();
                });
    }

    private static DataSource nobody() {
        return new DelegatingDataSource();
    }

    @Test
    @DisplayName("G-5 a key made in a transaction that is rolled back was never made")
    void forgetsRolledBackKeys() {
        CustomerId newcomer = someone();

        transaction.executeWithoutResult(t -> {
            keys.create(newcomer);
            t.setRollbackOnly();
        });

        assertThatThrownBy(() -> vault.seal(newcomer, FIELD, "李明")).hasMessageContaining("No key was ever made");
    }

    @Test
    @DisplayName("G-5 after the key is destroyed the text reads null, on this node at once")
    void readsNullWhenDestroyed() {
        String sealed = vault.seal(customer, FIELD, "王芳");

        transaction.executeWithoutResult(t -> keys.destroy(customer));

        assertThat(vault.open(customer, FIELD, sealed)).isNull();
        assertThat(freshVault().open(customer, FIELD, sealed)).isNull();
    }

    @Test
    @DisplayName("G-5 nothing can be sealed for a forgotten customer, and their key is never made again")
    void neverMakesKeysAgain() {
        transaction.executeWithoutResult(t -> keys.destroy(customer));

        assertThatThrownBy(() -> vault.seal(customer, FIELD, "王芳"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.rule())
                        .isEqualTo(SharedRule.CUSTOMER_FORGOTTEN));
        assertThatThrownBy(() -> transaction.executeWithoutResult(t -> keys.create(customer)))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> freshVault().seal(customer, FIELD, "王芳")).isInstanceOf(RuleViolation.class);
    }

    @Test
    @DisplayName("G-5 forgetting that is rolled back forgets nothing")
    void keepsKeyOnRollback() {
        String sealed = vault.seal(customer, FIELD, "王芳");

        transaction.executeWithoutResult(t -> {
            keys.destroy(customer);
            assertThat(vault.open(customer, FIELD, sealed)).isNull();
            t.setRollbackOnly();
        });

        assertThat(vault.open(customer, FIELD, sealed)).isEqualTo("王芳");
    }

    @Test
    @DisplayName("G-5 a key store that is down is an error, not an erasure")
    void throwsWhenDown() throws GeneralSecurityException {
        String sealed = vault.seal(customer, FIELD, "王芳");
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        TinkPersonalDataVault cutOff = vaultOver(
                new CustomerKeys(new AesGcmJce(master), new KeyConnections(nowhere, nowhere, nowhere), transaction));

        assertThatThrownBy(() -> cutOff.open(customer, FIELD, sealed)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> cutOff.seal(customer, FIELD, "王芳")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> cutOff.prepare(List.of(customer))).isInstanceOf(DataAccessException.class);
    }

    @Test
    @DisplayName("G-5 another master key opens nothing and says so")
    void needsItsMasterKey() throws GeneralSecurityException {
        String sealed = vault.seal(customer, FIELD, "王芳");
        TinkPersonalDataVault stranger = vaultOver(new CustomerKeys(
                new AesGcmJce(Random.randBytes(32)),
                new KeyConnections(command, database.projection(), database.query()),
                transaction));

        assertThatThrownBy(() -> stranger.open(customer, FIELD, sealed))
                .hasMessageContaining("wrapped by another master key");
    }

    @Test
    @DisplayName("G-5 keys are made and destroyed in a command's transaction only")
    void needsTransaction() {
        assertThatThrownBy(() -> keys.create(someone())).hasMessageContaining("in a command's transaction only");
        assertThatThrownBy(() -> keys.destroy(customer)).hasMessageContaining("in a command's transaction only");
    }

    @Test
    @DisplayName("G-5 where events are kept elsewhere, the key is made before them and stays whatever becomes of them")
    void makesKeysAhead() throws GeneralSecurityException {
        TransactionTemplate ahead = new TransactionTemplate(new DataSourceTransactionManager(command));
        ahead.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        CustomerKeys keysAhead = new CustomerKeys(
                new AesGcmJce(master), new KeyConnections(command, database.projection(), database.query()), ahead);
        CustomerId newcomer = someone();

        String sealed = transaction.execute(t -> {
            keysAhead.create(newcomer);
            t.setRollbackOnly();
            return sealOver(keysAhead, newcomer);
        });

        assertThat(freshVault().open(newcomer, FIELD, sealed)).isEqualTo("李明");
    }

    @Test
    @DisplayName("G-5 the event alone destroys the key too, once or again")
    void erasesByEvent() {
        String sealed = vault.seal(customer, FIELD, "王芳");
        Erasure erasure = new Erasure(keys, transaction);

        erasure.on(new CustomerForgotten(customer, "asked"));
        erasure.on(new CustomerForgotten(customer, "asked"));

        assertThat(vault.open(customer, FIELD, sealed)).isNull();
    }

    @Test
    @DisplayName("a page of customers takes one statement, and opening it none")
    void preparesPages() throws GeneralSecurityException {
        List<CustomerId> page =
                Stream.generate(TinkPersonalDataVaultTest::someone).limit(50).toList();
        transaction.executeWithoutResult(t -> page.forEach(keys::create));
        List<String> sealed =
                page.stream().map(one -> vault.seal(one, FIELD, one.value())).toList();
        transaction.executeWithoutResult(t -> keys.destroy(page.get(7)));
        CountingDataSource counting = new CountingDataSource(database.query());
        TinkPersonalDataVault fresh = vaultOver(new CustomerKeys(
                new AesGcmJce(master), new KeyConnections(command, database.projection(), counting), transaction));

        fresh.prepare(page);
        fresh.prepare(page);
        for (int i = 0; i < page.size(); i++) {
            assertThat(fresh.open(page.get(i), FIELD, sealed.get(i)))
                    .isEqualTo(i == 7 ? null : page.get(i).value());
        }

        assertThat(counting.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("G-5 a key destroyed while a page's keys are being read doesn't come back with them")
    void preparesBesideErasure() throws GeneralSecurityException {
        String sealed = vault.seal(customer, FIELD, "王芳");
        AesGcmJce unwrapping = new AesGcmJce(master);
        AtomicReference<CustomerKeys> node = new AtomicReference<>();
        node.set(new CustomerKeys(
                new Aead() {
                    @Override
                    public byte[] encrypt(byte[] plain, byte[] context) throws GeneralSecurityException {
                        return unwrapping.encrypt(plain, context);
                    }

                    @Override
                    public byte[] decrypt(byte[] wrapped, byte[] context) throws GeneralSecurityException {
                        transaction.executeWithoutResult(t -> node.get().destroy(customer));
                        return unwrapping.decrypt(wrapped, context);
                    }
                },
                new KeyConnections(command, database.projection(), database.query()),
                transaction));
        TinkPersonalDataVault reading = vaultOver(node.get());

        reading.prepare(List.of(customer));

        assertThat(reading.open(customer, FIELD, sealed)).isNull();
    }

    @Test
    @DisplayName("equal texts have equal fingerprints within a purpose, and only there, and only under this key")
    void fingerprints() throws GeneralSecurityException {
        byte[] fingerprint = vault.fingerprint("phone", "+8613812345678");

        assertThat(fingerprint)
                .hasSize(32)
                .isEqualTo(vault.fingerprint("phone", "+8613812345678"))
                .isNotEqualTo(vault.fingerprint("phone", "+8613812345679"))
                .isNotEqualTo(vault.fingerprint("name", "+8613812345678"));
        assertThat(new TinkPersonalDataVault(keys, hmac(Random.randBytes(32))).fingerprint("phone", "+8613812345678"))
                .isNotEqualTo(fingerprint);
    }

    @Test
    @DisplayName("G-5 only wrapped keys stand in the database")
    void storesWrappedKeys() {
        byte[] stored = JdbcClient.create(database.query())
                .sql("SELECT wrapped_key FROM keys.customer_key WHERE customer_id = ?")
                .param(customer.value())
                .query(byte[].class)
                .single();

        assertThat(stored).hasSize(12 + 32 + 16);
        assertThatThrownBy(() -> new AesGcmJce(Random.randBytes(32))
                        .decrypt(stored, customer.value().getBytes()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private record Reader(TinkPersonalDataVault vault) {
        void prepareAndOpen(CustomerId customer) {
            vault.prepare(List.of(customer));
            vault.open(customer, FIELD, "");
        }

        String open(CustomerId customer, String field, String sealed) {
            return vault.open(customer, field, sealed);
        }

        void seal(CustomerId customer, String field, String plain) {
            vault.seal(customer, field, plain);
        }
    }

    /** Another node: nothing kept in memory, and no part in the running transaction. */
    private Reader freshVault() {
        try {
            return new Reader(vaultOver(new CustomerKeys(
                    new AesGcmJce(master),
                    new KeyConnections(database.command(), database.projection(), database.query()),
                    transaction)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sealOver(CustomerKeys keys, CustomerId newcomer) {
        try {
            return vaultOver(keys).seal(newcomer, FIELD, "李明");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TinkPersonalDataVault vaultOver(CustomerKeys keys) throws GeneralSecurityException {
        return new TinkPersonalDataVault(keys, hmac(master));
    }

    private static PrfHmacJce hmac(byte[] key) throws GeneralSecurityException {
        return new PrfHmacJce("HMACSHA256", new SecretKeySpec(key, "HMAC"));
    }

    private static CustomerId someone() {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, UUID.randomUUID()));
    }
}
