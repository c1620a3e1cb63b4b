/** Policies: when one thing happens, another follows. The only way back from events to commands. */
@NullMarked
package io.kaipan.domain.policy;

import org.jspecify.annotations.NullMarked;
