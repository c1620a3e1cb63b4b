package io.kaipan.domain.questionnaire;

import java.util.List;

/**
 * Answers that fit the version they answer (QST-2), apart by what may be read by whom.
 *
 * @param chosen every answer, without own words
 * @param written texts: personal data (G-5)
 */
public record AnswerSheet(int version, List<Answer> chosen, List<WrittenAnswer> written) {}
