/** What at least two aggregates use: ids, actors, refusals and the marks on what is logged. */
@NullMarked
package io.kaipan.domain.shared;

import org.jspecify.annotations.NullMarked;
