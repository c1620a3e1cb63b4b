package io.kaipan.query.questionnairecounts;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one question was answered (QST-3).
 *
 * @param question its code
 * @param answered on how many records
 * @param choices how often each was chosen, by code; without those never chosen
 * @param numbers null unless the question asks for one
 */
public record QuestionCount(
        String question,
        long answered,
        Map<String, Long> choices,
        @Nullable Numbers numbers) {
    /** What numbers were answered. @param average rounded to two decimals, half up */
    public record Numbers(BigDecimal least, BigDecimal greatest, BigDecimal average) {}
}
