/** Personal data: sealed under a key of each customer's own, which can be destroyed (G-5). */
@NullMarked
package io.kaipan.config.privacy;

import org.jspecify.annotations.NullMarked;
