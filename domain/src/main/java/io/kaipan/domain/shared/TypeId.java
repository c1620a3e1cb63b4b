package io.kaipan.domain.shared;

import java.util.UUID;

/**
 * The TypeID format of all record ids (G-3): a type prefix, an underscore, and a UUID as 26 digits of lower-case
 * Crockford base 32. See the TypeID specification, version 0.3.
 */
public final class TypeId {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int SUFFIX = 26;

    /** Writes {@code uuid} as a TypeID. @param prefix lower-case letters, for example {@code lead} */
    public static String of(String prefix, UUID uuid) {
        char[] suffix = new char[SUFFIX];
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int i = 25; i >= 0; i--) {
            suffix[i] = DIGITS.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + "_" + new String(suffix);
    }

    /** The TypeID of another type over the same UUID, for a record that arises together with the other's. */
    public static String of(String prefix, String other) {
        return prefix + other.substring(other.lastIndexOf('_'));
    }

    /** The UUID in a TypeID that {@link #checked} has let pass. */
    public static UUID uuid(String value) {
        long high = 0;
        long low = 0;
        for (int i = value.lastIndexOf('_') + 1; i < value.length(); i++) {
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | DIGITS.indexOf(value.charAt(i));
        }
        return new UUID(high, low);
    }

    /**
     * Answers {@code value} when it is a TypeID of that prefix.
     *
     * @throws RuleViolation {@link SharedRule#ID_INVALID} otherwise
     */
    public static String checked(String prefix, String value) {
        boolean valid = value.length() == prefix.length() + 1 + SUFFIX
                && value.startsWith(prefix)
                && value.charAt(prefix.length()) == '_'
                && isSuffix(value, prefix.length() + 1);
        SharedRule.ID_INVALID.refuseIf(!valid);
        return value;
    }

    /** Whether digits stand from there to the end, the first of them no more than the UUID's highest three bits. */
    private static boolean isSuffix(String value, int start) {
        if (value.charAt(start) > '7') {
            return false;
        }
        for (int i = start; i < value.length(); i++) {
            if (DIGITS.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private TypeId() {}
}
