package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.LoggedAs;
import java.util.List;

/** What happens to a questionnaire. Each version is defined whole and never changes (QST-1). */
public sealed interface QuestionnaireEvent {
    QuestionnaireCode questionnaire();

    /** @param version counts from 1 */
    @LoggedAs("questionnaire.QuestionnaireDefined")
    record QuestionnaireDefined(
            QuestionnaireCode questionnaire,
            QuestionnaireKind kind,
            int version,
            String title,
            List<Question> questions)
            implements QuestionnaireEvent {}

    @LoggedAs("questionnaire.QuestionnaireRetired")
    record QuestionnaireRetired(QuestionnaireCode questionnaire, String reason) implements QuestionnaireEvent {}
}
