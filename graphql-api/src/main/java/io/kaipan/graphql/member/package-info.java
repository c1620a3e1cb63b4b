/** The owners' club in the schema: members, levels and points. */
@NullMarked
package io.kaipan.graphql.member;

import org.jspecify.annotations.NullMarked;
