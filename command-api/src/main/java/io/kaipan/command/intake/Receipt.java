package io.kaipan.command.intake;

/**
 * The proof of an accepted command.
 *
 * @param id the record that answers the command: the one changed, or the one already there (CUS-2, LEA-8)
 * @param version the record's version after the command: the sequence number of its last event
 * @param position how far the log goes with the command: its last event, or the last of those that were committed together
 *     with it; the log's head when it raised none
 * @param replayed whether the outcome was given before under the same idempotency key (G-3)
 */
public record Receipt(String id, long version, long position, boolean replayed) {}
