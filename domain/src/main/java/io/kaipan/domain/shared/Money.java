package io.kaipan.domain.shared;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money in yuan, to the fen (G-2).
 *
 * @param amount always with two decimals; written as a text wherever it is stored, so that nothing reads it as a fraction of two
 * @param currency ISO 4217; null is taken as CNY, the only one so far
 */
public record Money(
        @JsonFormat(shape = Shape.STRING) BigDecimal amount,
        @Nullable String currency) {
    private static final String YUAN = "CNY";
    private static final int DECIMALS = 2;
    /** A hundred million million fen still fit a sum of millions of amounts in 64 bits. */
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    /** @throws RuleViolation {@link SharedRule#AMOUNT_INVALID}, {@link SharedRule#CURRENCY_UNKNOWN} */
    public Money {
        currency = currency == null ? YUAN : currency;
        SharedRule.CURRENCY_UNKNOWN.refuseIf(!currency.equals(YUAN), "currency");
        boolean sound =
                amount.abs().compareTo(MOST) <= 0 && amount.stripTrailingZeros().scale() <= DECIMALS;
        SharedRule.AMOUNT_INVALID.refuseIf(!sound, "amount");
        amount = amount.setScale(DECIMALS);
    }

    /** An amount given in fen. */
    public static Money ofFen(long fen) {
        return new Money(BigDecimal.valueOf(fen, DECIMALS), YUAN);
    }

    /** The amount in fen. */
    public long fen() {
        return amount.unscaledValue().longValueExact();
    }

    @Override
    public String toString() {
        return currency + " " + amount.toPlainString();
    }
}
