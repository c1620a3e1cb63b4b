package io.kaipan.query.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a processor has parked.
 *
 * @param sequence what is handled in order: a record's or a customer's id, or a word for everything
 * @param place in the sequence; only the first one's place in line matters, the others wait for it
 * @param waiting how many wait behind it in its sequence
 * @param record the id of the record that the event is of
 * @param recordVersion that record's version after it
 * @param recordedAt when the event was written
 * @param triedAt when it was tried last
 * @param attempts how often it was tried; 0 for one that was parked because of another
 * @param cause kinds and place of the error, without its words; null for one parked because of another
 */
public record DeadLetterRow(
        String id,
        String processor,
        String sequence,
        long place,
        long waiting,
        String event,
        String eventId,
        @Nullable String record,
        @Nullable Long recordVersion,
        Instant recordedAt,
        Instant parkedAt,
        Instant triedAt,
        int attempts,
        @Nullable String cause) {}
