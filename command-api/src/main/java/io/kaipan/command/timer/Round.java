package io.kaipan.command.timer;

import java.util.function.BooleanSupplier;

/** What is done whenever the timer says so, by one node at a time. Rounds that overlap, or are cut off, do nothing twice. */
interface Round {
    /** The task's name in the table. */
    String name();

    /** Does all that is due now. @param stopped asked between two of them */
    void run(BooleanSupplier stopped);
}
