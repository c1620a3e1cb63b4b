package io.kaipan.domain.questionnaire;

/** How a question is answered (QST-1). */
public enum QuestionKind {
    /** 单选 */
    SINGLE_CHOICE,
    /** 多选 */
    MULTIPLE_CHOICE,
    /** 数字 */
    NUMBER,
    /** 文字 */
    TEXT;

    boolean hasChoices() {
        return this == SINGLE_CHOICE || this == MULTIPLE_CHOICE;
    }
}
