package io.kaipan.command.bulk;

import java.util.List;

/**
 * A record of a sheet.
 *
 * @param number counted in CSV records; 1 is the first after the header
 * @param line the line of the file where it begins
 * @param cells as written, line breaks as {@code \n}, white space around them removed; blank cells are empty
 */
record SheetRow(int number, long line, List<String> cells) {
    boolean isBlank() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
