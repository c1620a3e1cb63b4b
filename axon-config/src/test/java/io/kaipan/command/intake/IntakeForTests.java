package io.kaipan.command.intake;

import java.time.Instant;
import java.util.OptionalLong;

/** Does for tests of the event store what the intake does around a command. */
public final class IntakeForTests {
    /** Puts an idempotency key into the current unit of work, for a command that {@code record} answers in a version. */
    public static PendingKey attachKey(String scope, String key, String record, long version) {
        PendingKey pending = new PendingKey(scope, key, new byte[] {1, 2, 3}, Instant.parse("2026-03-01T02:03:04Z"));
        pending.attach();
        pending.answeredBy(record, version);
        return pending;
    }

    /** Where the current unit of work's last event stands in the log. */
    public static OptionalLong position() {
        return Appended.current().position();
    }

    /** The sequence number of an aggregate's last event of the current unit of work, or -1. */
    public static long versionOf(String aggregate) {
        return Appended.current().versionOf(aggregate).orElse(-1L);
    }

    private IntakeForTests() {}
}
