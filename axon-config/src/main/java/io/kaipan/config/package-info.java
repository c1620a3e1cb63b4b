/** The composition root: starts Kaipan and wires its rooms together. */
@NullMarked
package io.kaipan.config;

import org.jspecify.annotations.NullMarked;
