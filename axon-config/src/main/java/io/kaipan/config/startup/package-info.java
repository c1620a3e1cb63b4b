/** What is checked before Kaipan opens its doors, and how it says no. */
@NullMarked
package io.kaipan.config.startup;

import org.jspecify.annotations.NullMarked;
