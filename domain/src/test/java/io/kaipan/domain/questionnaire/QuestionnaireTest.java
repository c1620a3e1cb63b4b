package io.kaipan.domain.questionnaire;

import static io.kaipan.domain.questionnaire.QuestionKind.MULTIPLE_CHOICE;
import static io.kaipan.domain.questionnaire.QuestionKind.NUMBER;
import static io.kaipan.domain.questionnaire.QuestionKind.SINGLE_CHOICE;
import static io.kaipan.domain.questionnaire.QuestionKind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.questionnaire.QuestionnaireCommand.DefineQuestionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireCommand.RetireQuestionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireRetired;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QuestionnaireTest {
    private static final Actor MARKETING = People.actor("marketing", Role.MARKETING);
    private static final QuestionnaireCode VISIT = new QuestionnaireCode("VISIT");
    private static final Question BUDGET = new Question("budget", NUMBER, "预算（万元）", true, null);
    private static final Question LAYOUT = choice(SINGLE_CHOICE, "二室", "三室");
    private static final Question REMARK = new Question("remark", TEXT, "其他意见", null, null);
    private static final RetireQuestionnaire RETIRE = new RetireQuestionnaire(VISIT, "换新问卷");

    private final SalesFloor floor = new SalesFloor(People.books());

    private static Question choice(QuestionKind kind, String... choices) {
        return new Question(
                "layout",
                kind,
                "想要的户型",
                null,
                Arrays.stream(choices).map(code -> new Choice(code, null)).toList());
    }

    private static DefineQuestionnaire define(Question... questions) {
        return new DefineQuestionnaire(VISIT, QuestionnaireKind.VISIT, "来访问卷", List.of(questions));
    }

    private List<Object> accepted(Object command) {
        floor.accept(command, MARKETING);
        return floor.news();
    }

    private void refused(Object command, QuestionnaireRule rule, @Nullable String field) {
        assertThatThrownBy(() -> floor.accept(command, MARKETING))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(rule);
                    assertThat(refused.field()).isEqualTo(field);
                });
        assertThat(floor.news()).isEmpty();
    }

    @Nested
    class Defining {
        @Test
        @DisplayName(
                "QST-1 a questionnaire has questions of all kinds, and each further definition is a version of its own")
        void produces() {
            assertThat(accepted(define(BUDGET, LAYOUT, REMARK)))
                    .containsExactly(new QuestionnaireDefined(
                            VISIT, QuestionnaireKind.VISIT, 1, "来访问卷", List.of(BUDGET, LAYOUT, REMARK)));
            Question more = choice(SINGLE_CHOICE, "二室", "三室", "四室");
            assertThat(accepted(define(BUDGET, more)))
                    .containsExactly(
                            new QuestionnaireDefined(VISIT, QuestionnaireKind.VISIT, 2, "来访问卷", List.of(BUDGET, more)));
        }

        @Test
        @DisplayName("QST-1 what is malformed is refused at its place")
        void refuses() {
            refused(define(), QuestionnaireRule.QUESTION_REQUIRED, "questions");
            refused(define(BUDGET, BUDGET), QuestionnaireRule.QUESTION_CODE_REPEATED, "questions[1].code");
            refused(
                    define(choice(MULTIPLE_CHOICE, "二室", "二室")),
                    QuestionnaireRule.QUESTION_CODE_REPEATED,
                    "questions[0].choices[1].code");
            refused(define(choice(SINGLE_CHOICE)), QuestionnaireRule.CHOICES_REQUIRED, "questions[0].choices");
            refused(define(choice(TEXT, "二室")), QuestionnaireRule.CHOICES_NOT_ASKED, "questions[0].choices");
            refused(
                    new DefineQuestionnaire(
                            new QuestionnaireCode("来访"), QuestionnaireKind.VISIT, "来访问卷", List.of(BUDGET)),
                    QuestionnaireRule.QUESTIONNAIRE_CODE_INVALID,
                    "questionnaire");
        }

        @Test
        @DisplayName("QST-3 kinds stay: of the questionnaire, and of a question once asked, left out in between or not")
        void refusesOtherKinds() {
            accepted(define(BUDGET, LAYOUT));
            accepted(define(BUDGET));
            refused(
                    define(BUDGET, choice(MULTIPLE_CHOICE, "二室")),
                    QuestionnaireRule.QUESTION_KIND_FIXED,
                    "questions[1].kind");
            refused(
                    new DefineQuestionnaire(VISIT, QuestionnaireKind.CALL, "来访问卷", List.of(BUDGET)),
                    QuestionnaireRule.QUESTIONNAIRE_KIND_FIXED,
                    "kind");
        }

        @Test
        @DisplayName("QST-1 a retired questionnaire is not defined anew")
        void refusesRetired() {
            accepted(define(BUDGET));
            accepted(RETIRE);
            refused(define(BUDGET), QuestionnaireRule.QUESTIONNAIRE_RETIRED, "questionnaire");
        }

        @Test
        @DisplayName("QST-1 the version in force, defined again, raises nothing")
        void staysQuiet() {
            accepted(define(BUDGET, LAYOUT));
            assertThat(accepted(define(BUDGET, LAYOUT))).isEmpty();
        }
    }

    @Nested
    class Retiring {
        @Test
        @DisplayName("QST-1 a questionnaire is taken out of use once")
        void produces() {
            accepted(define(BUDGET));
            assertThat(accepted(RETIRE)).containsExactly(new QuestionnaireRetired(VISIT, "换新问卷"));
            assertThat(accepted(new RetireQuestionnaire(VISIT, "再次"))).isEmpty();
        }
    }
}
