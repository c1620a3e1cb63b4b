package io.kaipan.command.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first outcomes of commands with an idempotency key, in {@code lookup.idempotency_key} (G-3). They are kept for
 * good: an import repeated a year later still changes nothing.
 */
final class IdempotencyKeys {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first outcome under a key; {@link IntakeRule#IDEMPOTENCY_KEY_REUSED} when that was another command's. */
    Optional<Outcome> outcome(PendingKey key) {
        return jdbc.sql("""
                SELECT body_hash, record_id, version, position, refusals FROM lookup.idempotency_key
                WHERE scope = ? AND key = ?""")
                .params(key.scope(), key.key())
                .query((row, number) -> outcome(row, key))
                .optional();
    }

    private Outcome outcome(ResultSet row, PendingKey key) throws SQLException {
        if (!Arrays.equals(row.getBytes("body_hash"), key.bodyHash())) {
            return Refusals.of(IntakeRule.IDEMPOTENCY_KEY_REUSED);
        }
        String refusals = row.getString("refusals");
        return refusals == null
                ? new Outcome.Accepted(
                        new Receipt(row.getString("record_id"), row.getLong("version"), row.getLong("position"), true))
                : new Outcome.Refused(json.readValue(refusals, REFUSALS));
    }

    /** Writes down an acceptance in the command's own transaction. @throws IdempotencyKeyInUse */
    void keep(PendingKey key, Receipt receipt) {
        try {
            jdbc.sql("""
                    INSERT INTO lookup.idempotency_key
                        (scope, key, body_hash, record_id, version, position, accepted_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            key.scope(),
                            key.key(),
                            key.bodyHash(),
                            receipt.id(),
                            receipt.version(),
                            receipt.position(),
                            key.acceptedAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IdempotencyKeyInUse();
        }
    }

    /**
     * Writes down a refusal, in a transaction of its own after the command's was rolled back.
     *
     * @return the first outcome under the key: this refusal, unless somebody was faster
     */
    Outcome keep(PendingKey key, List<Refusal> refusals) {
        int kept = jdbc.sql("""
                        INSERT INTO lookup.idempotency_key (scope, key, body_hash, refusals, accepted_at)
                        VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT (scope, key) DO NOTHING""")
                .params(
                        key.scope(),
                        key.key(),
                        key.bodyHash(),
                        json.writeValueAsString(refusals),
                        key.acceptedAt().atOffset(ZoneOffset.UTC))
                .update();
        return kept == 1
                ? new Outcome.Refused(refusals)
                : outcome(key).orElseThrow(() -> new IllegalStateException("An idempotency key vanished"));
    }

    /** Lets one command at a time in under a key, until the end of its transaction. */
    void lock(PendingKey key) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(? || ' ' || ?, 0))")
                .params(key.scope(), key.key())
                .query((row, number) -> number)
                .single();
    }
}
