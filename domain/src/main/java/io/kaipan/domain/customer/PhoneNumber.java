package io.kaipan.domain.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A phone number in E.164 (CUS-1), for example {@code +8613812345678}.
 *
 * @param value the number in E.164
 */
public record PhoneNumber(@JsonValue String value) implements Comparable<PhoneNumber> {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String DEFAULT_REGION = "CN";
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}\u2212]");
    /** Without letters: libphonenumber would read them as the keys of a telephone, or as an extension. */
    private static final Pattern FORM = Pattern.compile("\\+?[0-9() .-]{5,30}");

    /** Reads a number that is in E.164 already, as the log holds it. */
    @JsonCreator
    public PhoneNumber {}

    /**
     * Reads a number however it was typed: full-width digits, spaces, dashes of any kind, {@code +86}, {@code 0086}.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link CustomerRule#PHONE_INVALID}
     */
    public static PhoneNumber parse(String typed) {
        String plain = DASH.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("-")
                .strip();
        if (plain.startsWith("00")) {
            plain = "+" + plain.substring(2);
        }
        CustomerRule.PHONE_INVALID.refuseIf(!FORM.matcher(plain).matches());
        try {
            var number = PHONES.parse(plain, DEFAULT_REGION);
            CustomerRule.PHONE_INVALID.refuseIf(!PHONES.isValidNumber(number));
            return new PhoneNumber(PHONES.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            throw CustomerRule.PHONE_INVALID.violation();
        }
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
