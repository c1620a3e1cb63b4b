/** The endpoint with nothing behind it but what a test says, and somebody who calls it. */
@NullMarked
package io.kaipan.graphql.testing;

import org.jspecify.annotations.NullMarked;
