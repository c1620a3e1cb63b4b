package io.kaipan.query.questionnairecounts;

import java.util.List;

/** How a questionnaire was answered (QST-3). @param records on how many; @param questions those answered at all, by code */
public record CountedAnswers(long records, List<QuestionCount> questions) {}
