package io.kaipan.query.recordhistory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a record's history: who, when, what, before and after (G-4).
 *
 * @param version the event's place in the record's own stream, counted from 0
 * @param event the event's name, for example {@code LeadClosed}
 * @param recordedAt when it was written down (G-10)
 * @param occurredAt when it happened; differs from {@code recordedAt} for facts that are reported afterwards (G-10)
 * @param originalAuthor who wrote imported history down first; null when it was not imported (G-10)
 * @param user login name of who did it
 * @param roles the roles held at that moment
 * @param command the command that caused it, for example {@code CloseLead}; null when the log does not say
 * @param commandId likewise
 * @param correlationId likewise
 * @param causationId likewise
 * @param reason null when none was given, or when it is masked
 * @param changes by field
 */
public record HistoryEntry(
        long version,
        String eventId,
        String event,
        Instant recordedAt,
        Instant occurredAt,
        @Nullable String originalAuthor,
        String user,
        List<String> roles,
        @Nullable String command,
        @Nullable String commandId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String reason,
        List<FieldChange> changes) {}
