package io.kaipan.query.personaldata;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.query.paging.Conditions;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to find customers: a part of a name, a whole phone number in any form, or at least its last four
 * digits. Tokens choose the candidates, {@link #matches} decides once they are opened.
 *
 * <p>Who may not see a customer's personal data finds them only by the whole number, which says no more than CUS-2 does:
 * there is one. Any part of a name or number would let them spell out the rest by trying.
 */
public final class SearchTerm {
    /** No name is longer; a longer text finds nobody. */
    private static final int LONGEST = 200;

    private static final Pattern PHONE_LIKE = Pattern.compile("\\+?[0-9() .\\-]+");
    private static final int LONGEST_ENDING = 10;

    private final String name;
    private final @Nullable String wholePhone;
    private final @Nullable String phoneEnding;
    private final BlindIndex index;

    private SearchTerm(String name, @Nullable String wholePhone, @Nullable String phoneEnding, BlindIndex index) {
        this.name = name;
        this.wholePhone = wholePhone;
        this.phoneEnding = phoneEnding;
        this.index = index;
    }

    /** Reads what was typed; empty when that is nothing but blanks. */
    public static Optional<SearchTerm> of(@Nullable String typed, BlindIndex index) {
        String name = typed == null ? "" : BlindIndex.normal(typed);
        if (typed == null || name.isEmpty()) {
            return Optional.empty();
        }
        String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        boolean phoneLike = PHONE_LIKE.matcher(folded).matches();
        String digits = folded.replaceAll("[^0-9]", "");
        boolean ending = phoneLike && digits.length() >= BlindIndex.SUFFIX_DIGITS && digits.length() <= LONGEST_ENDING;
        return Optional.of(new SearchTerm(name, phoneLike ? parsed(typed) : null, ending ? digits : null, index));
    }

    private static @Nullable String parsed(String typed) {
        try {
            return PhoneNumber.parse(typed).value();
        } catch (RuleViolation notAPhoneNumber) {
            return null;
        }
    }

    /**
     * Adds the condition for the candidates.
     *
     * @param tokens the column of tokens
     * @param sees the condition under which the asker may see a row's personal data
     */
    public void narrow(Conditions conditions, String tokens, String sees) {
        if (name.length() > LONGEST) {
            conditions.and("FALSE");
            return;
        }
        String parts = tokens + " @> :searchName";
        conditions.with("searchName", array(index.ofName(name)));
        if (phoneEnding != null) {
            parts += " OR " + tokens + " @> :searchEnding";
            conditions.with("searchEnding", array(List.of(index.ofPhoneEnding(phoneEnding))));
        }
        String condition = "(" + sees + ") AND (" + parts + ")";
        if (wholePhone != null) {
            condition += " OR " + tokens + " @> :searchPhone";
            conditions.with("searchPhone", array(List.of(index.ofWholePhone(wholePhone))));
        }
        conditions.and(condition);
    }

    /**
     * Whether a candidate is really meant.
     *
     * @param names the names it goes by
     * @param phones in E.164
     * @param seen whether the asker may see its personal data
     */
    public boolean matches(Collection<String> names, Collection<String> phones, boolean seen) {
        return (wholePhone != null && phones.contains(wholePhone))
                || (seen && names.stream().map(BlindIndex::normal).anyMatch(known -> known.contains(name)))
                || (seen && phoneEnding != null && phones.stream().anyMatch(phone -> phone.endsWith(phoneEnding)));
    }

    /** Tokens as a parameter of type {@code bigint[]}. */
    public static Long[] array(Collection<Long> tokens) {
        return Set.copyOf(tokens).stream().sorted().toArray(Long[]::new);
    }
}
