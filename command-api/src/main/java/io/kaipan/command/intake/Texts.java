package io.kaipan.command.intake;

/** What a text from outside may hold. */
final class Texts {
    /** Without blanks around it: also ideographic and no-break spaces and those of no width. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Whether a text holds nothing but characters that people read. @param severalLines whether line breaks and tabs count */
    static boolean isSound(String text, boolean severalLines) {
        return text.codePoints().allMatch(letter -> isSound(letter, severalLines));
    }

    static boolean isSound(int letter, boolean severalLines) {
        return switch (letter) {
            case '\n', '\t', 0x2028, 0x2029 -> severalLines;
            default ->
                !Character.isISOControl(letter)
                        && Character.getType(letter) != Character.SURROGATE
                        && !isNoncharacter(letter)
                        && !isDirectionOverride(letter);
        };
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || letter == '\u200B'
                || letter == '\uFEFF';
    }

    private static boolean isNoncharacter(int letter) {
        return (letter & 0xFFFE) == 0xFFFE || (letter >= 0xFDD0 && letter <= 0xFDEF);
    }

    /** Makes a text look other than it is. */
    private static boolean isDirectionOverride(int letter) {
        return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
    }

    private Texts() {}
}
