/** Opportunities as people work with them, in the whole house. */
@NullMarked
package io.kaipan.config.opportunities;

import org.jspecify.annotations.NullMarked;
