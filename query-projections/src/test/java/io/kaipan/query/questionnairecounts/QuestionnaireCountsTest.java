package io.kaipan.query.questionnairecounts;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.memberaccountlist.MemberAccountFilter;
import io.kaipan.query.memberaccountlist.MemberAccountListForTests;
import io.kaipan.query.opportunitylist.OpportunityFilter;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.opportunitylist.OpportunityListForTests;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.questionnairecounts.QuestionnaireCounts.Asked;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuestionnaireCountsTest {
    private static final String TABLE = "view.questionnaire_last";
    private static final QuestionnaireCode VISIT = new QuestionnaireCode("VISIT");
    private static final QuestionnaireCode CALL = new QuestionnaireCode("CALL");
    private static final Instant LATER = Log.START.plus(Duration.ofDays(40));

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new QuestionnaireCountsProjection());
    private final Projector members = views.projector(MemberAccountListForTests.projection(views));
    private final Projector opportunities = views.projector(OpportunityListForTests.projection(views));
    private final OpportunityList list = OpportunityListForTests.list(views);
    private final QuestionnaireCounts counts =
            new QuestionnaireCounts(views.queryJdbc, list, MemberAccountListForTests.list(views));
    private final Map<OpportunityId, CustomerId> customers = new HashMap<>();
    private int phones = 10_000_000;

    private final OpportunityId first = open(JYLW, ZHANG);
    private final OpportunityId second = open(JYLW, LI);
    private final OpportunityId elsewhere = open(WKC, LI);

    @BeforeEach
    void answered() {
        answer(first, JYLW, VISIT, 1, Log.START, "怕吵", layout("2R"), view("SOUTH", "LAKE"), budget("300"));
        answer(second, JYLW, VISIT, 2, LATER, null, layout("3R"), view("LAKE"), budget("450.5"));
        answer(elsewhere, WKC, VISIT, 2, LATER, null, layout("3R"));
        answer(second, JYLW, CALL, 1, LATER, null, layout("1R"));
        project();
    }

    private OpportunityId open(ProjectCode project, UserName owner) {
        CustomerId customer = floor.customer("王芳", "138" + phones++);
        OpportunityId id = floor.qualify(floor.lead(customer, "王芳", project, owner), customer, project, owner);
        customers.put(id, customer);
        return id;
    }

    private static Answer layout(String choice) {
        return new Answer("layout", List.of(choice), null, null);
    }

    private static Answer view(String... choices) {
        return new Answer("view", List.of(choices), null, null);
    }

    private static Answer budget(String number) {
        return new Answer("budget", null, new BigDecimal(number), null);
    }

    private void answer(
            OpportunityId opportunity,
            ProjectCode project,
            QuestionnaireCode questionnaire,
            int version,
            Instant at,
            @Nullable String remark,
            Answer... answers) {
        Stream<Answer> said = remark == null ? Stream.empty() : Stream.of(new Answer("remark", null, null, null));
        views.log.append(
                "zhang.min",
                opportunity,
                new QuestionnaireAnswered(
                        opportunity,
                        customers.get(opportunity),
                        project,
                        questionnaire,
                        version,
                        Stream.concat(Stream.of(answers), said).toList(),
                        remark == null ? null : List.of(new WrittenAnswer("remark", remark)),
                        at));
    }

    private void project() {
        for (Projector each : List.of(projector, opportunities, members)) {
            each.reset();
            each.project(views.log.read(), 3);
        }
    }

    private CountedAnswers count(Actor actor) {
        return counts.onOpportunities(new Asked(VISIT, null, null), OpportunityFilter.ALL, actor);
    }

    private long records(OpportunityFilter segment) {
        return counts.onOpportunities(new Asked(VISIT, null, null), segment, AUDITOR)
                .records();
    }

    @Test
    @DisplayName("QST-3 counts each question: answers, choices, and the range of numbers")
    void counted() {
        assertThat(count(AUDITOR))
                .isEqualTo(new CountedAnswers(
                        3,
                        List.of(
                                new QuestionCount(
                                        "budget",
                                        2,
                                        Map.of(),
                                        new QuestionCount.Numbers(
                                                new BigDecimal("300"),
                                                new BigDecimal("450.5"),
                                                new BigDecimal("375.25"))),
                                new QuestionCount("layout", 3, Map.of("2R", 1L, "3R", 2L), null),
                                new QuestionCount("remark", 1, Map.of(), null),
                                new QuestionCount("view", 2, Map.of("LAKE", 2L, "SOUTH", 1L), null))));
    }

    @Test
    @DisplayName("QST-3 who answered anew counts once, with the last answers alone")
    void corrected() {
        answer(first, JYLW, VISIT, 2, LATER, null, layout("3R"));
        project();

        assertThat(count(AUDITOR).records()).isEqualTo(3);
        assertThat(count(AUDITOR).questions())
                .extracting(QuestionCount::question, QuestionCount::answered)
                .containsExactly(tuple("budget", 1L), tuple("layout", 3L), tuple("view", 1L));
    }

    @Test
    @DisplayName("QST-3 counts by version, project, period and segment, and all of them together")
    void chosen() {
        OpportunityFilter.Builder any = OpportunityFilter.builder();
        assertThat(counts.onOpportunities(new Asked(VISIT, 1, null), OpportunityFilter.ALL, AUDITOR)
                        .records())
                .isEqualTo(1);
        assertThat(records(any.projects(Set.of(JYLW)).build())).isEqualTo(2);
        assertThat(counts.onOpportunities(
                                new Asked(VISIT, null, new TimeRange(LATER, null)), OpportunityFilter.ALL, AUDITOR)
                        .records())
                .isEqualTo(2);
        assertThat(counts.onOpportunities(
                                new Asked(VISIT, null, new TimeRange(null, LATER)), OpportunityFilter.ALL, AUDITOR)
                        .records())
                .isEqualTo(1);
        floor.happens(
                "li.qiang",
                new StageAdvanced(second, customers.get(second), "S1", "S2", 40, Duration.ofDays(1), LATER, 4));
        project();
        OpportunityFilter advanced =
                OpportunityFilter.builder().stages(Set.of("S2")).build();
        assertThat(records(advanced)).isEqualTo(1);
        assertThat(counts.onOpportunities(new Asked(VISIT, 2, new TimeRange(LATER, null)), advanced, AUDITOR)
                        .questions())
                .extracting(QuestionCount::question)
                .containsExactly("budget", "layout", "view");
        assertThat(counts.onOpportunities(new Asked(VISIT, 1, new TimeRange(LATER, null)), advanced, AUDITOR))
                .isEqualTo(new CountedAnswers(0, List.of()));
    }

    @Test
    @DisplayName("G-8 counts what the asker could read one by one, of the asker's own projects, and never own words")
    void rights() {
        assertThat(count(LI_QIANG).records()).isEqualTo(2);
        assertThat(count(AUDITOR).records()).isEqualTo(3);
        assertThat(count(SalesFloor.actor("zhang.min", ZHANG_MIN.roles(), WKC.value()))
                        .records())
                .isEqualTo(1);
        assertThat(counts.onOpportunities(
                                new Asked(VISIT, null, null),
                                OpportunityFilter.builder()
                                        .owner(new OwnerFilter.Mine())
                                        .build(),
                                ZHANG_MIN)
                        .records())
                .isEqualTo(1);
        assertThat(views.text(TABLE)).doesNotContain("怕吵");
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
    }

    @Test
    @DisplayName(
            "QST-3, MEM-1 counts entry questionnaires on memberships by project, version and period, apart from others")
    void onMemberships() {
        QuestionnaireCode entry = new QuestionnaireCode("ENTRY");
        Club here = club(JYLW, entry, layout("2R"));
        club(WKC, entry, layout("3R"), view("LAKE"));
        here.answered(entry, 2, List.of(), layout("3R"));
        project();
        Asked any = new Asked(entry, null, null);
        MemberAccountFilter all = MemberAccountFilter.ALL;

        assertThat(counts.onMemberships(any, all, AUDITOR))
                .isEqualTo(new CountedAnswers(
                        2,
                        List.of(
                                new QuestionCount("layout", 2, Map.of("3R", 2L), null),
                                new QuestionCount("view", 1, Map.of("LAKE", 1L), null))));
        assertThat(counts.onMemberships(any, all, MANAGER).records()).isEqualTo(1);
        assertThat(counts.onMemberships(new Asked(entry, 1, null), all, AUDITOR).records())
                .isEqualTo(1);
        assertThat(counts.onMemberships(new Asked(entry, null, new TimeRange(null, Log.START)), all, AUDITOR)
                        .records())
                .isZero();
        assertThat(counts.onOpportunities(any, OpportunityFilter.ALL, AUDITOR).records())
                .isZero();
    }

    private Club club(ProjectCode project, QuestionnaireCode entry, Answer... answers) {
        Club club = new Club(views.log, floor.customer("李娜", "139" + phones++), project).applies(null);
        club.answered(entry, 1, List.of(), answers);
        return club;
    }

    @Test
    @DisplayName("G-5 choices and numbers of a forgotten customer go on counting")
    void forgotten() {
        CountedAnswers before = count(AUDITOR);
        floor.forget(customers.get(first));
        project();

        assertThat(count(AUDITOR)).isEqualTo(before);
    }

    @Test
    @DisplayName("QST-3 one statement, however many answered")
    void oneStatement() {
        for (int i = 0; i < 30; i++) {
            answer(open(JYLW, ZHANG), JYLW, VISIT, 2, LATER, null, layout("2R"), view("LAKE"));
        }
        project();
        views.querySource.statements();

        assertThat(count(AUDITOR).records()).isEqualTo(33);
        assertThat(views.querySource.statements()).hasSize(1);
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        String once = views.text(TABLE);
        projector.project(views.log.read(), 2);
        assertThat(views.text(TABLE)).isEqualTo(once);
        projector.reset();
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLE)).isEqualTo(once);
    }
}
