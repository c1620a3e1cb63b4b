package io.kaipan.command.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Each attempt counts as failed before the password is looked at, so that many at once gain nothing;
 * one that succeeds clears the count. Beyond the free attempts the wait doubles from 1 s up to {@link #LONGEST_WAIT}.
 */
@Component
class FailedSignIns {
    static final int FREE_PER_USER = 5;
    static final int FREE_PER_ADDRESS = 20;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    FailedSignIns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private enum Kind {
        USER,
        ADDRESS
    }

    /** Counts an attempt from a network address. @throws TooManySignIns when it comes too early */
    void attemptFrom(String address) {
        attempt(Kind.ADDRESS, address, FREE_PER_ADDRESS);
    }

    /** Counts an attempt at a user's account. @throws TooManySignIns when it comes too early */
    void attemptAt(String user) {
        attempt(Kind.USER, user, FREE_PER_USER);
    }

    /** Clears a user's count after a success, and all counts that are old. */
    void succeeded(String user) {
        jdbc.sql("DELETE FROM lookup.failed_sign_in WHERE kind = 'USER' AND name = ? OR last_at < ?")
                .params(user, Timestamp.from(clock.instant().minus(FORGOTTEN)))
                .update();
    }

    /** Clears the counts of both after a success. */
    void succeeded(String user, String address) {
        succeeded(user);
        jdbc.sql("DELETE FROM lookup.failed_sign_in WHERE kind = 'ADDRESS' AND name = ?")
                .param(address)
                .update();
    }

    private void attempt(Kind kind, String name, int free) {
        Instant now = clock.instant();
        boolean counted = jdbc.sql("""
                        INSERT INTO lookup.failed_sign_in AS known (kind, name, failures, last_at, blocked_until)
                        VALUES (:kind, :name, 1, :now, :now)
                        ON CONFLICT (kind, name) DO UPDATE SET
                            failures = CASE WHEN known.last_at < :forgotten THEN 1 ELSE known.failures + 1 END,
                            last_at = EXCLUDED.last_at,
                            blocked_until = EXCLUDED.last_at + CASE
                                WHEN known.last_at < :forgotten OR known.failures < :free THEN interval '0'
                                ELSE least(interval '1 s' * power(2, least(known.failures - :free, 30)),
                                           interval '1 s' * :longest) END
                        WHERE known.blocked_until <= EXCLUDED.last_at""")
                        .param("kind", kind.name())
                        .param("name", name)
                        .param("now", Timestamp.from(now))
                        .param("forgotten", Timestamp.from(now.minus(FORGOTTEN)))
                        .param("free", free)
                        .param("longest", LONGEST_WAIT.toSeconds())
                        .update()
                == 1;
        if (!counted) {
            throw new TooManySignIns(waitUntil(kind, name, now));
        }
    }

    private Duration waitUntil(Kind kind, String name, Instant now) {
        Optional<Instant> end = jdbc.sql("SELECT blocked_until FROM lookup.failed_sign_in WHERE kind = ? AND name = ?")
                .params(kind.name(), name)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
        Duration left = Duration.between(now, end.orElse(now)).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }
}
