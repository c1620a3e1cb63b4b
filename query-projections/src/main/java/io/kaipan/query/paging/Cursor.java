package io.kaipan.query.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list: which order, and the key and id of the row that stands there. Holds no personal data. */
record Cursor(String order, String key, String id) {
    private static final int LONGEST = 500;

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", order, id, key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws PageRefused {@link PageRefused.Reason#CURSOR_INVALID} when it is not a cursor of that list */
    static Cursor decode(String order, KeyType type, String encoded) {
        String[] parts =
                encoded.length() > LONGEST ? new String[0] : text(encoded).split("\n", 3);
        if (parts.length != 3 || !parts[0].equals(order) || !type.accepts(parts[2]) || encodesNul(parts)) {
            throw new PageRefused(PageRefused.Reason.CURSOR_INVALID);
        }
        return new Cursor(parts[0], parts[2], parts[1]);
    }

    private static String text(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** PostgreSQL has no texts with NUL in them. */
    private static boolean encodesNul(String[] parts) {
        return String.join("", parts).indexOf('\0') >= 0;
    }
}
