/** Who may come in, how they sign in, and what they may ask for how often. */
@NullMarked
package io.kaipan.graphql.security;

import org.jspecify.annotations.NullMarked;
