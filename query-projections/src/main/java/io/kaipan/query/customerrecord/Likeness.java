package io.kaipan.query.customerrecord;

import static io.kaipan.query.customerrecord.DuplicateReason.SAME_EMAIL;
import static io.kaipan.query.customerrecord.DuplicateReason.SAME_IDENTITY_DOCUMENT;
import static io.kaipan.query.customerrecord.DuplicateReason.SAME_NAME;
import static io.kaipan.query.customerrecord.DuplicateReason.SAME_PHONE_ENDING;
import static io.kaipan.query.customerrecord.DuplicateReason.SIMILAR_NAME;
import static io.kaipan.query.customerrecord.DuplicateReason.SIMILAR_PHONE;

import io.kaipan.query.personaldata.BlindIndex;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How alike two customers are, once they are opened (CUS-4). */
final class Likeness {
    private static final int ENDING = 4;
    private static final Set<DuplicateReason> ENOUGH =
            EnumSet.of(SAME_NAME, SIMILAR_PHONE, SAME_IDENTITY_DOCUMENT, SAME_EMAIL);

    /** Why two customers may be one; nothing when that is not enough. A similar name says little, unless a number does too. */
    static Set<DuplicateReason> of(CustomerRow one, CustomerRow other) {
        Set<DuplicateReason> reasons = EnumSet.noneOf(DuplicateReason.class);
        String name = BlindIndex.normal(one.name());
        String otherName = BlindIndex.normal(other.name());
        if (name.equals(otherName)) {
            reasons.add(SAME_NAME);
        } else if (areSimilar(name, otherName)) {
            reasons.add(SIMILAR_NAME);
        }
        if (any(one.phones(), other.phones(), Likeness::areMistyped)) {
            reasons.add(SIMILAR_PHONE);
        }
        if (any(one.phones(), other.phones(), (a, b) -> ending(a).equals(ending(b)))) {
            reasons.add(SAME_PHONE_ENDING);
        }
        if (sameDetail(one, other, CustomerRow.Details::identityDocument)) {
            reasons.add(SAME_IDENTITY_DOCUMENT);
        }
        if (sameDetail(one, other, CustomerRow.Details::email)) {
            reasons.add(SAME_EMAIL);
        }
        boolean namesAndEndings = reasons.contains(SIMILAR_NAME) && reasons.contains(SAME_PHONE_ENDING);
        return namesAndEndings || !Collections.disjoint(reasons, ENOUGH) ? reasons : Set.of();
    }

    /** Whether one character more, less or other makes one text the other, and something stays the same. */
    static boolean areSimilar(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int same = common(a, b);
        int sameAtTheEnd = Math.min(common(reversed(a), reversed(b)), Math.min(a.length, b.length) - same);
        return Math.max(a.length, b.length) > 1
                && same + sameAtTheEnd > 0
                && Math.max(a.length, b.length) - same - sameAtTheEnd == 1;
    }

    /** Whether one digit is another, or two neighbours are exchanged. */
    static boolean areMistyped(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        List<Integer> places = IntStream.range(0, one.length())
                .filter(i -> one.charAt(i) != other.charAt(i))
                .boxed()
                .toList();
        boolean exchanged = places.size() == 2
                && places.get(1) == places.get(0) + 1
                && one.charAt(places.get(0)) == other.charAt(places.get(1))
                && one.charAt(places.get(1)) == other.charAt(places.get(0));
        return places.size() == 1 || exchanged;
    }

    private static int common(int[] a, int[] b) {
        int place = Arrays.mismatch(a, b);
        return place < 0 ? a.length : place;
    }

    private static int[] reversed(int[] all) {
        return IntStream.range(0, all.length).map(i -> all[all.length - 1 - i]).toArray();
    }

    private static String ending(String phone) {
        return phone.substring(Math.max(0, phone.length() - ENDING));
    }

    private static boolean any(List<String> some, List<String> others, BiPredicate<String, String> alike) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> alike.test(one, other)));
    }

    private static boolean sameDetail(
            CustomerRow one, CustomerRow other, Function<CustomerRow.Details, @Nullable String> detail) {
        String known = one.details() == null ? null : detail.apply(one.details());
        return known != null && other.details() != null && known.equals(detail.apply(other.details()));
    }

    private Likeness() {}
}
