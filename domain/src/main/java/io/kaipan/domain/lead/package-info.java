/** Leads: contacts whose intention is still unsure. */
@NullMarked
package io.kaipan.domain.lead;

import org.jspecify.annotations.NullMarked;
