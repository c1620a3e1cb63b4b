/** Commands over HTTP, with problem details for what goes wrong and OpenAPI for what can be sent. */
@NullMarked
package io.kaipan.command.http;

import org.jspecify.annotations.NullMarked;
