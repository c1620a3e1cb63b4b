package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;

import io.kaipan.domain.opportunity.OpportunityCommand.AnswerQuestionnaire;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionKind;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.domain.questionnaire.QuestionnaireRule;
import io.kaipan.domain.questionnaire.QuestionnaireTerms;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnsweredOpportunityTest {
    private static final OpportunityId ID = opportunity(1);
    private static final QuestionnaireCode VISIT = new QuestionnaireCode("VISIT");
    private static final Instant EARLIER = NOW.minus(Duration.ofHours(1));
    private static final Answer BUDGET = new Answer("budget", null, new BigDecimal("300"), null);
    private static final Answer REMARK = new Answer("remark", null, null, "怕吵");
    private static final OpportunityOpened OPENED = new OpportunityOpened(
            ID,
            customer(1),
            JYLW,
            "王芳 对 金域蓝湾 有意向",
            "网络",
            "初次接触",
            10,
            "A",
            null,
            null,
            null,
            ZHANG,
            null,
            null,
            EARLIER,
            null,
            4);

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<Opportunity> opportunity =
            new AggregateTestFixture<>(Opportunity.class).registerInjectableResource(books);

    @BeforeEach
    void inForce() {
        books.save(new QuestionnaireTerms(
                VISIT,
                QuestionnaireKind.VISIT,
                2,
                List.of(
                        new Question("budget", QuestionKind.NUMBER, "预算", true, null),
                        new Question("remark", QuestionKind.TEXT, "意见", null, null)),
                false));
    }

    private static AnswerQuestionnaire answer(int version, @Nullable Instant at, Answer... answers) {
        return new AnswerQuestionnaire(ID, VISIT, version, List.of(answers), at);
    }

    private static QuestionnaireAnswered answered(Instant at, @Nullable String remark) {
        return new QuestionnaireAnswered(
                ID,
                customer(1),
                JYLW,
                VISIT,
                2,
                remark == null ? List.of(BUDGET) : List.of(BUDGET, new Answer("remark", null, null, null)),
                remark == null ? null : List.of(new WrittenAnswer("remark", remark)),
                at);
    }

    @Test
    @DisplayName("QST-2 what was answered stands in the version it answers, own words apart; at the desk, too")
    void produces() {
        opportunity
                .given(OPENED)
                .when(answer(2, null, BUDGET, REMARK), by(CONSULTANT))
                .expectEvents(answered(NOW, "怕吵"));
        opportunity
                .given(OPENED, answered(EARLIER, "怕吵"))
                .when(answer(2, EARLIER, BUDGET), by(RECEPTION))
                .expectEvents(answered(EARLIER, null));
    }

    @Test
    @DisplayName("QST-2, G-8, G-10 another version, a missing answer, a stranger and a time to come are refused")
    void refuses() {
        opportunity
                .given(OPENED)
                .when(answer(1, null, BUDGET), by(CONSULTANT))
                .expectNoEvents()
                .expectException(refusal(
                        QuestionnaireRule.QUESTIONNAIRE_VERSION_NOT_IN_FORCE, "version", Map.of("version", "2")));
        opportunity
                .given(OPENED)
                .when(answer(2, null, REMARK), by(CONSULTANT))
                .expectNoEvents()
                .expectException(refusal(QuestionnaireRule.ANSWER_REQUIRED, "answers", Map.of("question", "budget")));
        opportunity
                .given(OPENED)
                .when(
                        new AnswerQuestionnaire(ID, new QuestionnaireCode("NONE"), 1, List.of(BUDGET), null),
                        by(CONSULTANT))
                .expectNoEvents()
                .expectException(refusal(QuestionnaireRule.QUESTIONNAIRE_UNKNOWN, "questionnaire"));
        opportunity
                .given(OPENED)
                .when(answer(2, null, BUDGET), by(OTHER_CONSULTANT))
                .expectNoEvents()
                .expectException(refusal(SharedRule.NOT_YOURS));
        opportunity
                .given(OPENED)
                .when(answer(2, NOW.plusSeconds(1), BUDGET), by(CONSULTANT))
                .expectNoEvents()
                .expectException(refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
    }

    @Test
    @DisplayName("QST-2 the same answers sent again raise nothing")
    void staysQuiet() {
        opportunity
                .given(OPENED, answered(EARLIER, "怕吵"))
                .when(answer(2, null, BUDGET, REMARK), by(CONSULTANT))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }
}
