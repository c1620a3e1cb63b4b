/** Opportunities: purchases that somebody is working on. */
@NullMarked
package io.kaipan.domain.opportunity;

import org.jspecify.annotations.NullMarked;
