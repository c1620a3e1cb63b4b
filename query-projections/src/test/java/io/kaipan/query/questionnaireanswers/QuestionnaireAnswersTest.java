package io.kaipan.query.questionnaireanswers;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.memberaccountlist.MemberAccountListForTests;
import io.kaipan.query.opportunitylist.OpportunityListForTests;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuestionnaireAnswersTest {
    private static final String[] TABLES = {"view.questionnaire_answering", "view.questionnaire_answer"};
    private static final QuestionnaireCode VISIT = new QuestionnaireCode("VISIT");

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new QuestionnaireAnswersProjection(views.vault));
    private final Projector opportunities = views.projector(OpportunityListForTests.projection(views));
    private final QuestionnaireAnswers answers =
            new QuestionnaireAnswers(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final OpportunityId opportunity =
            floor.qualify(floor.lead(customer, "王芳", JYLW, ZHANG), customer, JYLW, ZHANG);

    @BeforeEach
    void answered() {
        answer(1, "怕吵", new Answer("layout", List.of("2R"), null, null));
        answer(
                2,
                "朝南",
                new Answer("layout", List.of("3R"), null, null),
                new Answer("budget", null, new BigDecimal("300"), null));
    }

    private void answer(int version, String remark, Answer... chosen) {
        views.log.append(
                "zhang.min",
                opportunity,
                new QuestionnaireAnswered(
                        opportunity,
                        customer,
                        JYLW,
                        VISIT,
                        version,
                        Stream.concat(Stream.of(chosen), Stream.of(new Answer("remark", null, null, null)))
                                .toList(),
                        List.of(new WrittenAnswer("remark", remark)),
                        Log.START));
    }

    private void project() {
        for (Projector each : List.of(projector, opportunities)) {
            each.reset();
            each.project(views.log.read(), 2);
        }
    }

    private List<AnsweringRow> seen(Actor actor) {
        return answers.of(List.of(opportunity), actor).get(opportunity);
    }

    @Test
    @DisplayName("QST-2 every answering stays, the latest first, each with the version it answered")
    void all() {
        project();

        assertThat(seen(ZHANG_MIN)).extracting(AnsweringRow::number).containsExactly(2, 1);
        assertThat(seen(ZHANG_MIN).getFirst().answers())
                .containsExactly(
                        new AnsweringRow.Given("budget", List.of(), new BigDecimal("300"), null),
                        new AnsweringRow.Given("layout", List.of("3R"), null, null),
                        new AnsweringRow.Given("remark", List.of(), null, "朝南"));
        assertThat(seen(ZHANG_MIN).getFirst().recordedBy()).isEqualTo("zhang.min");
    }

    @Test
    @DisplayName("G-8 own words are for whoever looks after the opportunity; strangers to the project see nothing")
    void masking() {
        project();

        assertThat(seen(LI_QIANG)).hasSize(2).allSatisfy(row -> assertThat(row.answers())
                .extracting(AnsweringRow.Given::text)
                .containsOnlyNulls());
        assertThat(seen(SalesFloor.actor("zhang.min", ZHANG_MIN.roles(), WKC.value())))
                .isEmpty();
        assertThat(seen(AUDITOR)).hasSize(2);
        assertThat(views.rows("trail.personal_data_read")).singleElement().satisfies(read -> assertThat(read)
                .contains("questionnaire answers", customer.value()));
    }

    @Test
    @DisplayName("G-5 own words never stand there in the clear, and go with the customer; choices and numbers stay")
    void forgotten() {
        project();
        assertThat(views.text(TABLES)).doesNotContain("怕吵", "朝南");
        floor.forget(customer);
        project();

        assertThat(views.rows("view.questionnaire_answer")).hasSize(5).allSatisfy(row -> assertThat(row)
                .contains("\"text_sealed\": null"));
        assertThat(seen(ZHANG_MIN).getFirst().answers())
                .extracting(AnsweringRow.Given::number)
                .contains(new BigDecimal("300"));
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        project();
        String once = views.text(TABLES);
        projector.project(views.log.read(), 3);
        assertThat(views.text(TABLES)).isEqualTo(once);
        projector.reset();
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("MEM-1 what was answered on joining the club is read with the account's rights")
    void onJoining() {
        Club club = new Club(views.log, customer, JYLW).applies(null);
        club.answered(
                VISIT,
                3,
                List.of(new WrittenAnswer("remark", "朋友介绍")),
                new Answer("layout", List.of("3R"), null, null),
                new Answer("remark", null, null, null));
        project();
        Projector accounts = views.projector(MemberAccountListForTests.projection(views));
        accounts.project(views.log.read(), 2);
        CustomerRecordsForTests.projected(views);

        assertThat(answers.onJoining(List.of(club.id), ZHANG_MIN).get(club.id))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.number()).isEqualTo(3);
                    assertThat(row.answers())
                            .containsExactly(
                                    new AnsweringRow.Given("layout", List.of("3R"), null, null),
                                    new AnsweringRow.Given("remark", List.of(), null, "朋友介绍"));
                });
        assertThat(answers.onJoining(List.of(club.id), LI_QIANG)
                        .get(club.id)
                        .getFirst()
                        .answers())
                .extracting(AnsweringRow.Given::text)
                .containsOnlyNulls();
        assertThat(answers.onJoining(List.of(club.id), SalesFloor.actor("zhang.min", ZHANG_MIN.roles(), WKC.value()))
                        .get(club.id))
                .isEmpty();
    }
}
