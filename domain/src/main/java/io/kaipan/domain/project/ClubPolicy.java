package io.kaipan.domain.project;

import io.kaipan.domain.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the owners' club, 万客会, gives in a project, and what it asks for (PTS-1, MEM-2).
 *
 * @param joinPoints for joining
 * @param referralJoinPoints to the referrer of who joins
 * @param viewingPoints for a visit
 * @param yuanPerPoint how many yuan of a contract's total make one point
 * @param referralPurchasePercent how much of the purchase points the referrer gets besides
 * @param monthsValid after how many months points expire; null means never (PTS-7)
 * @param silverSubscriptions from how many signed subscriptions on a member is SILVER
 * @param silverPoints or from how many points earned
 * @param goldSubscriptions from how many signed subscriptions on a member is GOLD
 * @param goldPoints or from how many points earned
 * @param cardPrefix capitals that every card number of the series begins with; projects with the same share the series
 * @param cardDigits the fewest digits of a card number
 */
public record ClubPolicy(
        int joinPoints,
        int referralJoinPoints,
        int viewingPoints,
        int yuanPerPoint,
        int referralPurchasePercent,
        @Nullable Integer monthsValid,
        int silverSubscriptions,
        int silverPoints,
        int goldSubscriptions,
        int goldPoints,
        String cardPrefix,
        int cardDigits) {
    /** What holds until a project says otherwise. */
    public static final ClubPolicy DEFAULT =
            new ClubPolicy(500, 300, 100, 1_000, 50, null, 1, 10_000, 2, 30_000, "WKH", 8);

    private static final int MOST = 1_000_000_000;
    private static final int LONGEST_MONTHS = 600;
    private static final int MOST_DIGITS = 12;
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{1,6}");

    /** The points for a purchase, or for a share in it: none for what doesn't make a whole one (PTS-4). */
    public int purchasePoints(Money total) {
        return total.amount()
                .divideToIntegralValue(BigDecimal.valueOf(yuanPerPoint))
                .intValueExact();
    }

    /** The points for having referred who made that purchase (PTS-4). */
    public int referralPurchasePoints(Money total) {
        return Math.toIntExact((long) purchasePoints(total) * referralPurchasePercent / 100);
    }

    /** The first day on which points given on a day count no more; null means never (PTS-7). */
    public @Nullable LocalDate expiryOf(LocalDate given) {
        return monthsValid == null ? null : given.plusMonths(monthsValid);
    }

    /** Whether amounts are 0 to 1,000,000,000, and whatever is counted by or up to is at least 1. */
    public boolean hasSoundAmounts() {
        return isBetween(0, joinPoints, MOST)
                && isBetween(0, referralJoinPoints, MOST)
                && isBetween(0, viewingPoints, MOST)
                && isBetween(1, yuanPerPoint, MOST)
                && isBetween(0, referralPurchasePercent, 100)
                && (monthsValid == null || isBetween(1, monthsValid, LONGEST_MONTHS));
    }

    /** Whether GOLD asks for no less than SILVER. */
    public boolean hasSoundLevels() {
        return isBetween(1, silverSubscriptions, goldSubscriptions)
                && isBetween(1, silverPoints, goldPoints)
                && isBetween(1, goldSubscriptions, MOST)
                && isBetween(1, goldPoints, MOST);
    }

    /** Whether card numbers are 1 to 6 capitals and at least 4 to 12 digits. */
    public boolean hasSoundCards() {
        return PREFIX.matcher(cardPrefix).matches() && isBetween(4, cardDigits, MOST_DIGITS);
    }

    private static boolean isBetween(int least, int value, int most) {
        return least <= value && value <= most;
    }
}
