/** What a document may ask for, checked once when it is first seen; the documents themselves are kept ready. */
@NullMarked
package io.kaipan.graphql.limits;

import org.jspecify.annotations.NullMarked;
