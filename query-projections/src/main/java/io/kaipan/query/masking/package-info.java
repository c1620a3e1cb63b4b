/** What of personal data an actor who may not see it gets to see (G-8), and what is left of it after erasure (G-5). */
@NullMarked
package io.kaipan.query.masking;

import org.jspecify.annotations.NullMarked;
