/** What somebody learns who asks for everything that the schema offers. */
@NullMarked
package io.kaipan.config.probing;

import org.jspecify.annotations.NullMarked;
