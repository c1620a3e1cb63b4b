package io.kaipan.command.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * Events that a processor could not handle and has parked, each with what follows in its sequence. Implemented where the
 * processors are.
 */
public interface DeadLetters {
    /**
     * Names a parked event in words that outlive it.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link MaintenanceRule#DEAD_LETTER_UNKNOWN}
     */
    String describe(String letter);

    /**
     * Handles a parked event's sequence again, from its front on, up to the first that fails.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link MaintenanceRule#DEAD_LETTER_UNKNOWN},
     *     {@link MaintenanceRule#PROCESSOR_UNKNOWN} when its processor is gone, as with a generation of a view that was dropped,
     *     {@link MaintenanceRule#DEAD_LETTER_CAUSE_REMAINS} when not even the first could be handled,
     *     {@link MaintenanceRule#DEAD_LETTER_BUSY}
     */
    Retried retry(String letter);

    /**
     * Handles every parked sequence again, each from its front on, for as long as a request may last.
     *
     * @param processor null means all processors that are there; what others have left counts as remaining
     * @throws io.kaipan.domain.shared.RuleViolation {@link MaintenanceRule#PROCESSOR_UNKNOWN}
     */
    Retried retryAll(@Nullable String processor);

    /**
     * Throws a parked event away; what follows in its sequence moves up.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link MaintenanceRule#DEAD_LETTER_UNKNOWN}
     */
    void discard(String letter);

    /**
     * What came of it.
     *
     * @param delivered how many events were handled and are parked no longer
     * @param remaining how many are still parked among those asked for
     * @param complete whether each sequence was tried; if not, time ran out and asking again goes on
     */
    record Retried(long delivered, long remaining, boolean complete) {}
}
