package io.kaipan.domain.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;

/**
 * A phone number in E.164 (CUS-1), for example {@code +8613812345678}.
 *
 * @param value the number in E.164
 */
public record PhoneNumber(@JsonValue String value) implements Comparable<PhoneNumber> {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String DEFAULT_REGION = "CN";

    /** Reads a number that is in E.164 already, as the log holds it. */
    @JsonCreator
    public PhoneNumber {}

    /**
     * Reads a number however it was typed: full-width digits, spaces, hyphens, {@code +86}, {@code 0086}.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link CustomerRule#PHONE_INVALID}
     */
    public static PhoneNumber parse(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (plain.startsWith("00")) {
            plain = "+" + plain.substring(2);
        }
        CustomerRule.PHONE_INVALID.refuseIf(!plain.matches("\\+?[0-9() .\\-]{5,30}"));
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
