package io.kaipan.domain.project;

import java.time.LocalDate;
import java.util.List;

/**
 * One version of a policy's list (G-11). From its first day on it replaces whatever was set before it.
 *
 * @param version counts from 1 for each policy of a project
 * @param effectiveFrom first day it holds, in the project's time zone
 */
public record PolicyVersion<T>(int version, LocalDate effectiveFrom, List<T> entries) {
    public PolicyVersion {
        entries = List.copyOf(entries);
    }
}
