package io.kaipan.domain.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.shared.RuleViolation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuestionnaireTermsTest {
    private static final List<Choice> ROOMS = List.of(new Choice("2R", null), new Choice("3R", null));
    private static final QuestionnaireTerms TERMS = terms(false);

    private static QuestionnaireTerms terms(boolean retired) {
        return new QuestionnaireTerms(
                new QuestionnaireCode("VISIT"),
                QuestionnaireKind.VISIT,
                2,
                List.of(
                        new Question("layout", QuestionKind.SINGLE_CHOICE, "户型", true, ROOMS),
                        new Question("also", QuestionKind.MULTIPLE_CHOICE, "也考虑", null, ROOMS),
                        new Question("budget", QuestionKind.NUMBER, "预算", null, null),
                        new Question("remark", QuestionKind.TEXT, "意见", null, null)),
                retired);
    }

    private static Answer chosen(String code, String... choices) {
        return new Answer(code, List.of(choices), null, null);
    }

    private static Answer number(String code, String number) {
        return new Answer(code, null, new BigDecimal(number), null);
    }

    private static Answer text(String code, String text) {
        return new Answer(code, null, null, text);
    }

    private static void refused(QuestionnaireRule rule, @Nullable String field, Answer... answers) {
        assertThatThrownBy(() -> TERMS.check(2, List.of(answers)))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(rule);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }

    @Test
    @DisplayName("QST-2 answers that fit pass, texts apart from the rest, numbers written in one way")
    void fits() {
        AnswerSheet sheet = TERMS.check(
                2,
                List.of(
                        text("remark", "怕吵"),
                        number("budget", "300.50"),
                        chosen("layout", "3R"),
                        chosen("also", "2R", "3R")));

        assertThat(sheet.chosen())
                .containsExactly(
                        chosen("remark"),
                        number("budget", "300.5"),
                        chosen("layout", "3R"),
                        chosen("also", "2R", "3R"));
        assertThat(sheet.written()).containsExactly(new WrittenAnswer("remark", "怕吵"));
        assertThat(TERMS.check(2, List.of(number("budget", "100"), chosen("layout", "3R")))
                        .chosen())
                .contains(number("budget", "100"));
    }

    @Test
    @DisplayName("QST-2 each answer is in the way of its question, and in no other")
    void doesNotFit() {
        for (Answer answer : List.of(
                chosen("layout"),
                chosen("layout", "2R", "3R"),
                chosen("layout", "4R"),
                number("layout", "3"),
                text("layout", "3R"),
                new Answer("layout", List.of("3R"), null, "三室"))) {
            refused(QuestionnaireRule.ANSWER_DOES_NOT_FIT, "answers[0]", answer);
        }
        Answer layout = chosen("layout", "3R");
        for (Answer answer : List.of(
                chosen("also"),
                chosen("also", "2R", "2R"),
                chosen("budget", "2R"),
                text("budget", "三百万"),
                chosen("budget"),
                number("remark", "1"),
                chosen("remark"))) {
            refused(QuestionnaireRule.ANSWER_DOES_NOT_FIT, "answers[1]", layout, answer);
        }
    }

    @Test
    @DisplayName("QST-2 what must be answered is, each question once, and none that isn't asked")
    void complete() {
        refused(QuestionnaireRule.ANSWER_REQUIRED, "answers");
        refused(QuestionnaireRule.ANSWER_REQUIRED, "answers", number("budget", "300"));
        refused(QuestionnaireRule.ANSWER_NOT_ASKED, "answers[1].code", chosen("layout", "3R"), chosen("layout", "3R"));
        refused(QuestionnaireRule.ANSWER_NOT_ASKED, "answers[0].code", chosen("nothing", "3R"));
    }

    @Test
    @DisplayName("QST-2 only the version in force is answered, and no retired questionnaire")
    void inForce() {
        List<Answer> answers = List.of(chosen("layout", "3R"));
        for (int other : new int[] {1, 3}) {
            assertThatThrownBy(() -> TERMS.check(other, answers))
                    .isInstanceOfSatisfying(RuleViolation.class, refused -> {
                        assertThat(refused.rule()).isEqualTo(QuestionnaireRule.QUESTIONNAIRE_VERSION_NOT_IN_FORCE);
                        assertThat(refused.details()).containsEntry("version", "2");
                    });
        }
        assertThatThrownBy(() -> terms(true).check(2, answers))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.rule())
                        .isEqualTo(QuestionnaireRule.QUESTIONNAIRE_RETIRED));
    }
}
