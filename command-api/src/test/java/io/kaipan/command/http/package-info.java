/** Commands over HTTP. */
@NullMarked
package io.kaipan.command.http;

import org.jspecify.annotations.NullMarked;
