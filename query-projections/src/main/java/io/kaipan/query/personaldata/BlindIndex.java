package io.kaipan.query.personaldata;

import io.kaipan.domain.customer.PersonalDataVault;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The tokens by which sealed names and phones are found: truncated keyed hashes of every character and pair of characters
 * of a name, of a whole phone number, and of its last four digits. What they give away and why that is accepted stands in
 * docs/decisions/0060-search-over-encrypted-data.md.
 */
public final class BlindIndex {
    static final int SUFFIX_DIGITS = 4;

    private static final String NAME = "search.name";
    private static final String PHONE = "search.phone";
    private static final String PHONE_SUFFIX = "search.phone-suffix";
    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final int MOST_REMEMBERED = 50_000;

    private final PersonalDataVault vault;
    private final Map<String, Long> ofCharacters = new ConcurrentHashMap<>();

    public BlindIndex(PersonalDataVault vault) {
        this.vault = vault;
    }

    /** The tokens of a name. */
    public Tokens ofName(String name) {
        int[] characters = normal(name).codePoints().toArray();
        if (characters.length == 0) {
            return Tokens.NONE;
        }
        long[] tokens = new long[2 * characters.length - 1];
        for (int i = 0; i < characters.length; i++) {
            tokens[2 * i] = remembered(new String(characters, i, 1));
            if (i > 0) {
                tokens[2 * i - 1] = remembered(new String(characters, i - 1, 2));
            }
        }
        return Tokens.of(tokens);
    }

    /** The token of one or two characters of a name, of which there are not many. */
    private long remembered(String characters) {
        Long known = ofCharacters.get(characters);
        if (known != null) {
            return known;
        }
        long token = token(NAME, characters);
        if (ofCharacters.size() < MOST_REMEMBERED) {
            ofCharacters.put(characters, token);
        }
        return token;
    }

    /** The tokens of phone numbers in E.164. */
    public Tokens ofPhones(Collection<String> phones) {
        return Tokens.of(phones.stream()
                .flatMapToLong(phone -> LongStream.of(ofWholePhone(phone), ofPhoneEnding(phone)))
                .toArray());
    }

    long ofWholePhone(String e164) {
        return token(PHONE, e164);
    }

    /** @param digits at least {@value #SUFFIX_DIGITS} */
    long ofPhoneEnding(String digits) {
        return token(PHONE_SUFFIX, digits.substring(Math.max(0, digits.length() - SUFFIX_DIGITS)));
    }

    private long token(String purpose, String plain) {
        return ByteBuffer.wrap(vault.fingerprint(purpose, plain)).getLong();
    }

    /** A name as it is compared: full-width forms, capitals and blanks make no difference. */
    public static String normal(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(folded).replaceAll("");
    }
}
