/** Spreadsheets in: a CSV file becomes a job, each of its rows a command through the intake (LEA-7). */
@NullMarked
package io.kaipan.command.bulk;

import org.jspecify.annotations.NullMarked;
