package io.kaipan.domain.questionnaire;

import java.util.Optional;

/** The questionnaires as other records' commands see them. Reads and writes take part in the command's transaction. */
public interface QuestionnaireBook {
    Optional<QuestionnaireTerms> find(QuestionnaireCode questionnaire);

    /** @throws io.kaipan.domain.shared.RuleViolation {@link QuestionnaireRule#QUESTIONNAIRE_UNKNOWN} at {@code questionnaire} */
    default QuestionnaireTerms terms(QuestionnaireCode questionnaire) {
        return find(questionnaire)
                .orElseThrow(() ->
                        QuestionnaireRule.QUESTIONNAIRE_UNKNOWN.violation().at("questionnaire"));
    }

    /** Whether any questionnaire of that kind is in force. */
    boolean isAsked(QuestionnaireKind kind);

    /** Writes down a questionnaire after a change. */
    void save(QuestionnaireTerms terms);
}
