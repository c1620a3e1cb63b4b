/** Imports of spreadsheets in GraphQL: what came of them, row by row, and how they proceed. */
@NullMarked
package io.kaipan.graphql.imports;

import org.jspecify.annotations.NullMarked;
