package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.Rule;

/** Refusals about questionnaires. */
public enum QuestionnaireRule implements Rule {
    /** A code has other characters than capitals, digits and hyphens, or a wrong length. */
    QUESTIONNAIRE_CODE_INVALID("QST-1"),
    /** A questionnaire keeps its kind in all versions. */
    QUESTIONNAIRE_KIND_FIXED("QST-1"),
    /** The questionnaire is retired. */
    QUESTIONNAIRE_RETIRED("QST-1"),
    /** A questionnaire asks at least one question. */
    QUESTION_REQUIRED("QST-1"),
    /** Two questions, or two choices of one question, have the same code. */
    QUESTION_CODE_REPEATED("QST-1"),
    /** A question that earlier versions ask keeps the way it is answered, so that answers can be counted together. */
    QUESTION_KIND_FIXED("QST-3"),
    /** A question with choices has at least one. */
    CHOICES_REQUIRED("QST-1"),
    /** A number or a text has no choices. */
    CHOICES_NOT_ASKED("QST-1"),
    /** There is no such questionnaire. */
    QUESTIONNAIRE_UNKNOWN("QST-2"),
    /** Another version of the questionnaire is in force. */
    QUESTIONNAIRE_VERSION_NOT_IN_FORCE("QST-2"),
    /** A question that must be answered isn't. */
    ANSWER_REQUIRED("QST-2"),
    /** The version asks no such question, or it is answered twice. */
    ANSWER_NOT_ASKED("QST-2"),
    /** The answer isn't of the question's kind, or chooses what can't be chosen. */
    ANSWER_DOES_NOT_FIT("QST-2");

    private final String ruleId;

    QuestionnaireRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
