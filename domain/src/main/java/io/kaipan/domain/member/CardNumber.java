package io.kaipan.domain.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The number on a member's card (MEM-1), for example {@code WKH00000017}: the letters of its series and a number without
 * gaps. Only Kaipan makes them: any other text is simply the number of no card.
 */
public record CardNumber(@JsonValue String value) {
    /** @param value as typed; a NUL, which PostgreSQL has no place for, counts for nothing */
    @JsonCreator
    public CardNumber {
        value = value.replace("\0", "");
    }

    /** Reads a number however it was typed: full-width digits, small letters, spaces around it. */
    public static CardNumber parse(String typed) {
        return new CardNumber(
                Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT));
    }

    /** The card of that number in a series. @param digits the fewest; a larger number takes as many as it needs */
    public static CardNumber of(String prefix, int digits, long number) {
        return new CardNumber(prefix + ("%0" + digits + "d").formatted(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
