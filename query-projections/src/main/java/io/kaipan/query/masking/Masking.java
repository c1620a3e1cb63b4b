package io.kaipan.query.masking;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** The masks of G-8, in one place. Free texts, contact persons and details are not masked but left out. */
public final class Masking {
    /** What stands where personal data stood before its key was destroyed (G-5). */
    public static final String ERASED = "erased";

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** The first character and a star: 张*. */
    public static String name(String name) {
        return name.isEmpty() ? "*" : name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }

    /**
     * The first three and last four digits of the national number, 138****1234; of a number shorter than eight digits
     * the last two only.
     *
     * @param e164 the number in E.164
     */
    public static String phone(String e164) {
        String national = nationalNumber(e164);
        int length = national.length();
        return length < 8
                ? "****" + national.substring(Math.max(0, length - 2))
                : national.substring(0, 3) + "****" + national.substring(length - 4);
    }

    private static String nationalNumber(String e164) {
        try {
            return PHONES.getNationalSignificantNumber(PHONES.parse(e164, null));
        } catch (NumberParseException e) {
            return e164.replaceAll("[^0-9]", "");
        }
    }

    private Masking() {}
}
