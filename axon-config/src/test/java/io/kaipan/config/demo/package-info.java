/** The demo and what the README shows with it. */
@NullMarked
package io.kaipan.config.demo;

import org.jspecify.annotations.NullMarked;
