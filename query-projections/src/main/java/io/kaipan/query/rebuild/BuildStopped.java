package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;

/** A generation was given up while it was filled. */
final class BuildStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BuildStopped(Generation generation) {
        super(generation.group() + " is no longer wanted", null, false, false);
    }
}
