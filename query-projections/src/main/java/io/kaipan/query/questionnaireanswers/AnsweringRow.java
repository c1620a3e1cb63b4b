package io.kaipan.query.questionnaireanswers;

import io.kaipan.domain.questionnaire.QuestionnaireCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire answered once, as the asker may see it (QST-2, G-8).
 *
 * @param number of the version that was answered
 * @param recordedBy login name
 */
public record AnsweringRow(
        QuestionnaireCode questionnaire,
        int number,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy,
        List<Given> answers) {
    /**
     * The answer to one question.
     *
     * @param code of the question
     * @param number null unless it asked for one
     * @param text null unless it asked for one, and when masked or erased
     */
    public record Given(
            String code,
            List<String> choices,
            @Nullable BigDecimal number,
            @Nullable String text) {}
}
