package io.kaipan.query.personaldata;

import io.kaipan.domain.customer.PersonalDataVault;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

    private final PersonalDataVault vault;

    public BlindIndex(PersonalDataVault vault) {
        this.vault = vault;
    }

    /** The tokens of a name. */
    public Set<Long> ofName(String name) {
        List<String> characters =
                normal(name).codePoints().mapToObj(Character::toString).toList();
        Set<Long> tokens = new TreeSet<>();
        IntStream.range(0, characters.size()).forEach(i -> {
            tokens.add(token(NAME, characters.get(i)));
            if (i > 0) {
                tokens.add(token(NAME, characters.get(i - 1) + characters.get(i)));
            }
        });
        return tokens;
    }

    /** The tokens of phone numbers in E.164. */
    public Set<Long> ofPhones(Collection<String> phones) {
        Set<Long> tokens = new TreeSet<>();
        for (String phone : phones) {
            tokens.add(ofWholePhone(phone));
            tokens.add(ofPhoneEnding(phone));
        }
        return tokens;
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
    static String normal(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(folded).replaceAll("");
    }
}
