/** Records of whatever type, found by their id alone. */
@NullMarked
package io.kaipan.graphql.node;

import org.jspecify.annotations.NullMarked;
