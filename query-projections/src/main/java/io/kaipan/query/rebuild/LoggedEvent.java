package io.kaipan.query.rebuild;

import io.kaipan.query.projection.Recorded;

/**
 * An event as it stands in the log.
 *
 * @param position in the log
 * @param record the id of the record that it is of
 */
public record LoggedEvent(long position, String record, Recorded recorded) {}
