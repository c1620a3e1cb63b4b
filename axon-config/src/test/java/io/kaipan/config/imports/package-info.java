/** Spreadsheets into the whole application. */
@NullMarked
package io.kaipan.config.imports;

import org.jspecify.annotations.NullMarked;
