/** A project and the versioned policies that leads and opportunities are judged by. */
@NullMarked
package io.kaipan.domain.project;

import org.jspecify.annotations.NullMarked;
