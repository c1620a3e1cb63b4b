/** Demo data, entered through commands like everything else. */
@NullMarked
package io.kaipan.config.demo;

import org.jspecify.annotations.NullMarked;
