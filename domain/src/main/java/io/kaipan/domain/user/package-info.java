/** The people who work with Kaipan: their roles and the projects they are bound to. */
@NullMarked
package io.kaipan.domain.user;

import org.jspecify.annotations.NullMarked;
