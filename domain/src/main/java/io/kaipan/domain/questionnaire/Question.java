package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a questionnaire (QST-1).
 *
 * @param code what answers keep for good, across versions
 * @param text what is asked
 * @param required whether it must be answered; null is taken as no
 * @param choices of a question with choices, at least one; null is taken as none
 */
public record Question(
        @Text(max = 40) String code,
        QuestionKind kind,
        @Text(max = 500) String text,
        @Nullable Boolean required,
        @Nullable List<Choice> choices) {
    public Question {
        required = required != null && required;
        choices = choices == null ? List.of() : List.copyOf(choices);
    }
}
