package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question (QST-2): in the way that the question is answered, and in no other.
 *
 * @param code of the question
 * @param choices codes of what was chosen; null is taken as none
 * @param number null unless the question asks for one
 * @param text null unless the question asks for one
 */
public record Answer(
        @Text(max = 40) String code,
        @Nullable List<String> choices,
        @Nullable BigDecimal number,
        @Nullable @Text(max = 2000) String text) {
    public Answer {
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /** Whether this answers a question in its way. */
    boolean fits(Question question) {
        int chosen = choices().size();
        boolean known = question.choices().stream().map(Choice::code).toList().containsAll(choices());
        return switch (question.kind()) {
            case SINGLE_CHOICE -> chosen == 1 && known && number == null && text == null;
            case MULTIPLE_CHOICE ->
                chosen > 0 && Set.copyOf(choices()).size() == chosen && known && number == null && text == null;
            case NUMBER -> chosen == 0 && number != null && text == null;
            case TEXT -> chosen == 0 && number == null && text != null;
        };
    }
}
