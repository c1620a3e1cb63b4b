package io.kaipan.domain.questionnaire;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A questionnaire as those who answer it see it: the version in force, or that it is retired. */
public record QuestionnaireTerms(
        QuestionnaireCode code, QuestionnaireKind kind, int version, List<Question> questions, boolean retired) {

    /**
     * Checks answers against the version in force (QST-2).
     *
     * @param answered the version that was before whoever answered
     * @throws io.kaipan.domain.shared.RuleViolation when it is another one, or an answer is missing or doesn't fit
     */
    public AnswerSheet check(int answered, List<Answer> answers) {
        QuestionnaireRule.QUESTIONNAIRE_RETIRED.refuseIf(retired, "questionnaire");
        if (answered != version) {
            throw QuestionnaireRule.QUESTIONNAIRE_VERSION_NOT_IN_FORCE
                    .violation()
                    .at("version")
                    .with("version", version);
        }
        Map<String, Question> known = questions.stream().collect(Collectors.toMap(Question::code, Function.identity()));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Question question = known.get(answer.code());
            String place = "answers[" + i + "]";
            QuestionnaireRule.ANSWER_NOT_ASKED.refuseIf(question == null || !seen.add(answer.code()), place + ".code");
            QuestionnaireRule.ANSWER_DOES_NOT_FIT.refuseIf(!answer.fits(known.get(answer.code())), place);
        }
        questions.stream()
                .filter(question -> Boolean.TRUE.equals(question.required()) && !seen.contains(question.code()))
                .findFirst()
                .ifPresent(question -> {
                    throw QuestionnaireRule.ANSWER_REQUIRED
                            .violation()
                            .at("answers")
                            .with("question", question.code());
                });
        return new AnswerSheet(
                version,
                answers.stream().map(QuestionnaireTerms::withoutWords).toList(),
                answers.stream()
                        .filter(answer -> answer.text() != null)
                        .map(answer -> new WrittenAnswer(answer.code(), answer.text()))
                        .toList());
    }

    /** The answer without own words, its number written in one way: 1.50 and 1.5 are one. */
    private static Answer withoutWords(Answer answer) {
        BigDecimal number = answer.number();
        return new Answer(
                answer.code(),
                answer.choices(),
                number == null
                        ? null
                        : new BigDecimal(number.stripTrailingZeros().toPlainString()),
                null);
    }
}
