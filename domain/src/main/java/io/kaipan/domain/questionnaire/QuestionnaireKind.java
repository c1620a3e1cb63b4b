package io.kaipan.domain.questionnaire;

/** On what occasion a questionnaire is answered (QST-1). */
public enum QuestionnaireKind {
    /** 入会 */
    ENTRY,
    /** 来电 */
    CALL,
    /** 来访 */
    VISIT,
    OTHER
}
