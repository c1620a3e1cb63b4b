package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a questionnaire. */
public sealed interface QuestionnaireCommand {
    /** The code of the questionnaire meant. */
    QuestionnaireCode questionnaire();

    @TargetAggregateIdentifier
    default QuestionnaireId id() {
        return questionnaire().id();
    }

    /**
     * Defines a questionnaire, or its next version (QST-1). What was answered before stays as it is.
     *
     * @param questionnaire a code of its own
     * @param kind the same in all versions
     * @param questions at least one, in the order they are asked
     */
    @SentBy({Role.MARKETING, Role.ADMIN})
    record DefineQuestionnaire(
            QuestionnaireCode questionnaire,
            QuestionnaireKind kind,
            @Text(max = 200) String title,
            List<Question> questions)
            implements QuestionnaireCommand {}

    /** Takes a questionnaire out of use (QST-1); what was answered stays. */
    @SentBy({Role.MARKETING, Role.ADMIN})
    record RetireQuestionnaire(
            QuestionnaireCode questionnaire,
            @Text(max = 500) String reason) implements QuestionnaireCommand {}
}
