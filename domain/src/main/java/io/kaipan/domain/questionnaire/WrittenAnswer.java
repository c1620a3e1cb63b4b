package io.kaipan.domain.questionnaire;

/** What somebody answered in their own words: personal data (G-5). @param code of the question */
public record WrittenAnswer(String code, String text) {}
