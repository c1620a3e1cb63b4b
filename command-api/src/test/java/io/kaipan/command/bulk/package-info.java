/** Spreadsheets in, from the bytes of a file to the commands of its rows. */
@NullMarked
package io.kaipan.command.bulk;

import org.jspecify.annotations.NullMarked;
