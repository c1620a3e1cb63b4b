package io.kaipan.query.viewposition;

import java.util.Collection;

/** Positions of the log at which an event is committed. Numbers are given before that, and some are never used. */
@FunctionalInterface
public interface CommittedPositions {
    /** Whether any of some positions holds an event that is committed; others may never hold one. */
    boolean holdAnyOf(Collection<Long> positions);
}
