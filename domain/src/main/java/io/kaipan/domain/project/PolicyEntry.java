package io.kaipan.domain.project;

import org.jspecify.annotations.Nullable;

/** What the entries of all policies have in common: a code for good, which can be retired (G-11). */
sealed interface PolicyEntry permits CodedEntry, Stage {
    String code();

    @Nullable
    Boolean retired();
}
