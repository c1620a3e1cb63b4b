package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.closedTerms;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.opportunity.OpportunityCommand.AddCoVisitor;
import io.kaipan.domain.opportunity.OpportunityCommand.AdvanceStage;
import io.kaipan.domain.opportunity.OpportunityCommand.AssignOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.EditOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.EstimateOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.LogInteraction;
import io.kaipan.domain.opportunity.OpportunityCommand.LoseOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.PlanFollowUp;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.ReplaceVisitor;
import io.kaipan.domain.opportunity.OpportunityCommand.SetFollowUpLevel;
import io.kaipan.domain.opportunity.OpportunityCommand.StrikeInteraction;
import io.kaipan.domain.opportunity.OpportunityCommand.WinOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpLevelSet;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpPlanned;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEdited;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEstimated;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.opportunity.OpportunityEvent.VisitorReplaced;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.user.UserName;
import io.kaipan.domain.user.UserRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpportunityTest {
    private static final OpportunityId ID = opportunity(1);
    private static final CustomerId WANG = customer(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant OPENED_AT = NOW.minus(DAY);
    private static final ContactPerson LI_MING = new ContactPerson("李明", null);
    private static final InteractionId CALL = interaction(1);
    private static final OpportunityOpened OPENED = new OpportunityOpened(
            ID,
            WANG,
            JYLW,
            "王芳 对 金域蓝湾 有意向",
            "网络",
            "初次接触",
            10,
            "A",
            null,
            null,
            "开红车",
            ZHANG,
            null,
            null,
            OPENED_AT,
            null,
            4);
    private static final StageAdvanced ADVANCED = new StageAdvanced(ID, WANG, "初次接触", "认筹", 60, DAY, NOW, 4);
    private static final InteractionLogged CALLED = new InteractionLogged(
            ID,
            WANG,
            CALL,
            InteractionKind.PHONE,
            "zhang.min",
            null,
            null,
            "约看房",
            "周六上午",
            true,
            Priority.NORMAL,
            NOW,
            null,
            null);
    private static final OpportunityLost LOST =
            new OpportunityLost(ID, WANG, "初次接触", "已购他处", "中海国际", null, DAY, NOW, null, 4);
    private static final OpportunityWon WON = new OpportunityWon(ID, WANG, "初次接触", null, DAY, NOW, null, 4);

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<Opportunity> opportunity =
            new AggregateTestFixture<>(Opportunity.class).registerInjectableResource(books);

    @BeforeEach
    void inTheBooks() {
        books.claim(WANG, JYLW, ID, ZHANG);
    }

    private static InteractionId interaction(int number) {
        return new InteractionId("interaction_0000000000000000000000000" + number);
    }

    private TestExecutor<Opportunity> given(OpportunityEvent... events) {
        return opportunity.givenCurrentTime(NOW).andGiven(OPENED).andGiven((Object[]) events);
    }

    private static void refused(ResultValidator<Opportunity> answer, Matcher<?> refusal) {
        answer.expectNoEvents().expectException(refusal);
    }

    private static void refused(ResultValidator<Opportunity> answer, Rule rule) {
        refused(answer, refusal(rule));
    }

    private static void quiet(ResultValidator<Opportunity> answer) {
        answer.expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Nested
    class Editing {
        @Test
        @DisplayName("OPP-1 the owner gives it another name; what is left out is removed")
        void produces() {
            given().when(new EditOpportunity(ID, "王芳 三室", "路牌", null), by(CONSULTANT))
                    .expectEvents(new OpportunityEdited(ID, WANG, "王芳 三室", "路牌", null, 4));
        }

        @Test
        @DisplayName("PRJ-1 a channel that the project hasn't got is refused")
        void refusesChannel() {
            refused(
                    given().when(new EditOpportunity(ID, "王芳", "电台", null), by(CONSULTANT)),
                    refusal(ProjectRule.AWARENESS_CHANNEL_UNKNOWN, "awarenessChannel"));
        }

        @Test
        @DisplayName("G-11 a channel that it holds already stays valid after it was retired")
        void keepsRetiredChannel() {
            given(new OpportunityEdited(ID, WANG, "王芳", "电台", null, 3))
                    .when(new EditOpportunity(ID, "王方", "电台", null), by(CONSULTANT))
                    .expectEvents(new OpportunityEdited(ID, WANG, "王方", "电台", null, 4));
        }

        @Test
        @DisplayName("OPP-7 a lost one can't be edited")
        void refusesClosed() {
            refused(
                    given(LOST).when(new EditOpportunity(ID, "王方", "网络", null), by(CONSULTANT)),
                    OpportunityRule.OPPORTUNITY_NOT_OPEN);
        }

        @Test
        @DisplayName("OPP-1 what it says already raises nothing")
        void staysQuiet() {
            quiet(given().when(new EditOpportunity(ID, "王芳 对 金域蓝湾 有意向", "网络", "开红车"), by(CONSULTANT)));
        }
    }

    @Nested
    class Assigning {
        private final AssignOpportunity toLi = new AssignOpportunity(ID, LI, "张敏休假");

        @Test
        @DisplayName("OPP-4 a manager hands it over with a reason, from whom to whom")
        void produces() {
            given().when(toLi, by(MANAGER)).expectEvents(new OpportunityAssigned(ID, WANG, ZHANG, LI, "张敏休假"));
            assertThat(books.of(WANG)).containsExactly(new Care(JYLW, LI));
        }

        @Test
        @DisplayName("OPP-4 it touches nothing else: stage, chosen probability and planned follow-up stay")
        void touchesNothingElse() {
            FollowUpPlanned planned = new FollowUpPlanned(ID, WANG, InteractionKind.PHONE, NOW.plus(DAY), "回访");
            OpportunityEstimated estimated = new OpportunityEstimated(ID, WANG, null, null, 75, true);
            OpportunityAssigned assigned = new OpportunityAssigned(ID, WANG, ZHANG, LI, "张敏休假");

            quiet(given(ADVANCED, estimated, planned, assigned).when(new AdvanceStage(ID, "认筹"), by(OTHER_CONSULTANT)));
            quiet(given(ADVANCED, estimated, planned, assigned)
                    .when(new EstimateOpportunity(ID, null, null, 75), by(OTHER_CONSULTANT)));
            quiet(given(ADVANCED, estimated, planned, assigned)
                    .when(new PlanFollowUp(ID, InteractionKind.PHONE, NOW.plus(DAY), "回访"), by(OTHER_CONSULTANT)));
        }

        @Test
        @DisplayName("OPP-4 closed ones can be handed over too")
        void closed() {
            given(LOST).when(toLi, by(MANAGER)).expectEvents(new OpportunityAssigned(ID, WANG, ZHANG, LI, "张敏休假"));
            given(WON).when(toLi, by(MANAGER)).expectEvents(new OpportunityAssigned(ID, WANG, ZHANG, LI, "张敏休假"));
        }

        @Test
        @DisplayName("G-7 somebody who is no consultant of the project is refused")
        void refusesStrangers() {
            refused(
                    given().when(new AssignOpportunity(ID, new UserName("cashier"), "代管"), by(MANAGER)),
                    refusal(UserRule.OWNER_NOT_A_CONSULTANT, "owner"));
        }

        @Test
        @DisplayName("G-8 the manager of another project is refused")
        void refusesOtherManagers() {
            refused(given().when(toLi, by(STRANGER)), SharedRule.NOT_YOURS);
        }

        @Test
        @DisplayName("OPP-4 handed to its owner again raises nothing")
        void staysQuiet() {
            quiet(given().when(new AssignOpportunity(ID, ZHANG, "原就是他"), by(MANAGER)));
        }
    }

    @Nested
    class Advancing {
        @Test
        @DisplayName("OPP-2 it moves along the list and keeps how long it stood in the stage before")
        void produces() {
            given().when(new AdvanceStage(ID, "认筹"), by(CONSULTANT)).expectEvents(ADVANCED);
        }

        @Test
        @DisplayName("OPP-2 it moves back as well, and the time counts from the last move")
        void back() {
            given(ADVANCED)
                    .when(new AdvanceStage(ID, "初次接触"), by(CONSULTANT, NOW.plusSeconds(90)))
                    .expectEvents(new StageAdvanced(
                            ID, WANG, "认筹", "初次接触", 10, Duration.ofSeconds(90), NOW.plusSeconds(90), 4));
        }

        @Test
        @DisplayName("OPP-2 moving resets what the consultant thought of the probability")
        void resetsOverride() {
            given(new OpportunityEstimated(ID, WANG, null, null, 75, true), ADVANCED)
                    .when(new EstimateOpportunity(ID, null, null, 60), by(CONSULTANT))
                    .expectEvents(new OpportunityEstimated(ID, WANG, null, null, 60, true));
            quiet(given(new OpportunityEstimated(ID, WANG, null, null, 75, true), ADVANCED)
                    .when(new EstimateOpportunity(ID, null, null, null), by(CONSULTANT)));
        }

        @Test
        @DisplayName("OPP-2 a clock that lags behind makes no negative time")
        void neverNegative() {
            given(ADVANCED)
                    .when(new AdvanceStage(ID, "初次接触"), by(CONSULTANT, NOW.minusSeconds(5)))
                    .expectEvents(new StageAdvanced(ID, WANG, "认筹", "初次接触", 10, Duration.ZERO, NOW, 4));
        }

        @Test
        @DisplayName("OPP-2 a stage that isn't on the project's list is refused")
        void refusesUnknown() {
            refused(
                    given().when(new AdvanceStage(ID, "成交"), by(CONSULTANT)),
                    refusal(ProjectRule.STAGE_UNKNOWN, "stage"));
        }

        @Test
        @DisplayName("OPP-7 a closed one moves no more")
        void refusesClosed() {
            refused(given(WON).when(new AdvanceStage(ID, "认筹"), by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_OPEN);
        }

        @Test
        @DisplayName("G-8 another consultant can't move it")
        void refusesOthers() {
            refused(given().when(new AdvanceStage(ID, "认筹"), by(OTHER_CONSULTANT)), SharedRule.NOT_YOURS);
        }

        @Test
        @DisplayName("OPP-2 where it stands already nothing moves")
        void staysQuiet() {
            quiet(given().when(new AdvanceStage(ID, "初次接触"), by(CONSULTANT)));
        }
    }

    @Nested
    class Estimating {
        private final Money value = Money.ofFen(120_000_000);
        private final LocalDate spring = TODAY.plusMonths(1);

        @Test
        @DisplayName("OPP-1, OPP-2 value, close date and a probability of the consultant's own")
        void produces() {
            given().when(new EstimateOpportunity(ID, value, spring, 75), by(CONSULTANT))
                    .expectEvents(new OpportunityEstimated(ID, WANG, value, spring, 75, true));
        }

        @Test
        @DisplayName("OPP-2 without one of the consultant's own the probability follows the stage again")
        void followsStage() {
            given(new OpportunityEstimated(ID, WANG, value, spring, 75, true))
                    .when(new EstimateOpportunity(ID, value, null, null), by(CONSULTANT))
                    .expectEvents(new OpportunityEstimated(ID, WANG, value, null, 10, false));
        }

        @ParameterizedTest
        @DisplayName("OPP-2 a probability beyond 0 to 100 is refused")
        @ValueSource(ints = {-1, 101, 140})
        void refusesProbability(int percent) {
            refused(
                    given().when(new EstimateOpportunity(ID, null, null, percent), by(CONSULTANT)),
                    refusal(ProjectRule.PROBABILITY_OUT_OF_RANGE, "winProbability"));
        }

        @Test
        @DisplayName("OPP-1 a negative value is refused")
        void refusesNegative() {
            refused(
                    given().when(new EstimateOpportunity(ID, Money.ofFen(-1), null, null), by(CONSULTANT)),
                    refusal(OpportunityRule.ESTIMATED_VALUE_NEGATIVE, "estimatedValue"));
        }

        @Test
        @DisplayName("OPP-1 a close date before the opening is refused; the day itself is not")
        void refusesEarlyClose() {
            LocalDate opening = TODAY.minusDays(1);
            refused(
                    given().when(new EstimateOpportunity(ID, null, opening.minusDays(1), null), by(CONSULTANT)),
                    refusal(OpportunityRule.CLOSE_DATE_BEFORE_OPENING, "closeDate"));
            given().when(new EstimateOpportunity(ID, null, opening, null), by(CONSULTANT))
                    .expectEvents(new OpportunityEstimated(ID, WANG, null, opening, 10, false));
        }

        @Test
        @DisplayName("OPP-1 what is thought already raises nothing")
        void staysQuiet() {
            quiet(given().when(new EstimateOpportunity(ID, null, null, null), by(CONSULTANT)));
        }
    }

    @Nested
    class Levelling {
        @Test
        @DisplayName("OPP-1 another follow-up level")
        void produces() {
            given().when(new SetFollowUpLevel(ID, "B"), by(CONSULTANT))
                    .expectEvents(new FollowUpLevelSet(ID, WANG, "B", 4));
        }

        @Test
        @DisplayName("PRJ-1 a level that the project hasn't got is refused")
        void refusesUnknown() {
            refused(
                    given().when(new SetFollowUpLevel(ID, "Z"), by(CONSULTANT)),
                    refusal(ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN, "followUpLevel"));
        }

        @Test
        @DisplayName("OPP-1 the level it has raises nothing")
        void staysQuiet() {
            quiet(given().when(new SetFollowUpLevel(ID, "A"), by(CONSULTANT)));
        }
    }

    @Nested
    class Interacting {
        private LogInteraction call(@Nullable Instant start, @Nullable Instant end) {
            return new LogInteraction(
                    ID, CALL, InteractionKind.PHONE, null, null, null, "约看房", "周六上午", true, null, start, end, null);
        }

        @Test
        @DisplayName("OPP-3 an interaction, now and by the sender unless said otherwise")
        void produces() {
            given().when(call(null, null), by(CONSULTANT)).expectEvents(CALLED);
        }

        @Test
        @DisplayName("OPP-3, G-10 an appointment reported afterwards with place, start, end and its first author")
        void appointment() {
            LogInteraction viewing = new LogInteraction(
                    ID,
                    CALL,
                    InteractionKind.APPOINTMENT,
                    "王芳",
                    "张敏",
                    "样板房",
                    "看房",
                    null,
                    true,
                    Priority.HIGH,
                    OPENED_AT,
                    OPENED_AT.plusSeconds(3600),
                    "赵强");

            given().when(viewing, by(MANAGER))
                    .expectEvents(new InteractionLogged(
                            ID,
                            WANG,
                            CALL,
                            InteractionKind.APPOINTMENT,
                            "王芳",
                            "张敏",
                            "样板房",
                            "看房",
                            null,
                            true,
                            Priority.HIGH,
                            OPENED_AT,
                            OPENED_AT.plusSeconds(3600),
                            "赵强"));
        }

        @Test
        @DisplayName("OPP-3 reception answers for everybody in the project")
        void atTheDesk() {
            given().when(call(NOW, null), by(RECEPTION)).expectSuccessfulHandlerExecution();
            refused(
                    given().when(call(NOW, null), by(new Actor("r", RECEPTION.roles(), java.util.Set.of("WKC")))),
                    SharedRule.NOT_YOURS);
        }

        @Test
        @DisplayName("OPP-3 it can't end before it starts")
        void refusesEnd() {
            refused(
                    given().when(call(NOW, NOW.minusSeconds(1)), by(CONSULTANT)),
                    refusal(OpportunityRule.INTERACTION_ENDS_BEFORE_START, "endedAt"));
        }

        @Test
        @DisplayName("G-10 what lies in the future hasn't happened")
        void refusesFuture() {
            refused(
                    given().when(call(NOW.plusSeconds(1), null), by(CONSULTANT)),
                    refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
            refused(
                    given().when(call(NOW, NOW.plusSeconds(1)), by(CONSULTANT)),
                    refusal(SharedRule.TIME_IN_FUTURE, "endedAt"));
        }

        @Test
        @DisplayName("OPP-3 only an appointment has a place")
        void refusesPlace() {
            LogInteraction call = new LogInteraction(
                    ID, CALL, InteractionKind.PHONE, null, null, "售楼处", "约看房", null, true, null, null, null, null);

            refused(given().when(call, by(CONSULTANT)), refusal(OpportunityRule.PLACE_WITHOUT_APPOINTMENT, "place"));
        }

        @Test
        @DisplayName("G-10 on a closed one only what happened before it was closed")
        void closed() {
            refused(given(LOST).when(call(NOW, null), by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_OPEN);
            given(LOST).when(call(OPENED_AT, null), by(CONSULTANT)).expectSuccessfulHandlerExecution();
        }

        @Test
        @DisplayName("G-3 an id that another interaction has is refused")
        void refusesTakenId() {
            refused(
                    given(CALLED).when(call(OPENED_AT, null), by(CONSULTANT)),
                    refusal(OpportunityRule.INTERACTION_ID_TAKEN, "interaction"));
        }

        @Test
        @DisplayName("OPP-3 the same interaction again raises nothing")
        void staysQuiet() {
            quiet(given(CALLED).when(call(null, null), by(CONSULTANT, NOW.plusSeconds(60))));
            quiet(given(CALLED).when(call(NOW, null), by(CONSULTANT, NOW.plusSeconds(60))));
        }
    }

    @Nested
    class Striking {
        @Test
        @DisplayName("OPP-3 a mistake is struck with a reason, on closed ones too")
        void produces() {
            given(CALLED)
                    .when(new StrikeInteraction(ID, CALL, "记错客户"), by(CONSULTANT))
                    .expectEvents(new InteractionStruck(ID, WANG, CALL, "记错客户"));
            given(CALLED, LOST)
                    .when(new StrikeInteraction(ID, CALL, "记错客户"), by(CONSULTANT))
                    .expectEvents(new InteractionStruck(ID, WANG, CALL, "记错客户"));
        }

        @Test
        @DisplayName("OPP-3 an interaction of another opportunity can't be struck")
        void refusesUnknown() {
            refused(
                    given(CALLED).when(new StrikeInteraction(ID, interaction(2), "记错"), by(CONSULTANT)),
                    refusal(OpportunityRule.INTERACTION_UNKNOWN, "interaction"));
        }

        @Test
        @DisplayName("OPP-3 reception can't strike")
        void refusesReception() {
            refused(given(CALLED).when(new StrikeInteraction(ID, CALL, "记错"), by(RECEPTION)), SharedRule.NOT_YOURS);
        }

        @Test
        @DisplayName("OPP-3 struck again raises nothing")
        void staysQuiet() {
            quiet(given(CALLED, new InteractionStruck(ID, WANG, CALL, "记错客户"))
                    .when(new StrikeInteraction(ID, CALL, "还是记错"), by(CONSULTANT)));
        }
    }

    @Nested
    class Planning {
        private final PlanFollowUp tomorrow = new PlanFollowUp(ID, InteractionKind.PHONE, NOW.plus(DAY), "回访");
        private final FollowUpPlanned planned =
                new FollowUpPlanned(ID, WANG, InteractionKind.PHONE, NOW.plus(DAY), "回访");

        @Test
        @DisplayName("OPP-8 the next follow-up, in the place of the one before")
        void produces() {
            given(new FollowUpPlanned(ID, WANG, InteractionKind.SMS, NOW, "问候"))
                    .when(tomorrow, by(CONSULTANT))
                    .expectEvents(planned);
        }

        @Test
        @DisplayName("OPP-8 a time that is over is refused")
        void refusesPast() {
            refused(
                    given().when(
                                    new PlanFollowUp(ID, InteractionKind.PHONE, NOW.minusSeconds(1), "回访"),
                                    by(CONSULTANT)),
                    refusal(OpportunityRule.FOLLOW_UP_IN_PAST, "dueAt"));
        }

        @Test
        @DisplayName("OPP-7 nothing is planned on a closed one")
        void refusesClosed() {
            refused(given(LOST).when(tomorrow, by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_OPEN);
        }

        @Test
        @DisplayName("OPP-8 planned so already raises nothing, even when it is due meanwhile")
        void staysQuiet() {
            quiet(given(planned).when(tomorrow, by(CONSULTANT)));
            quiet(given(planned).when(tomorrow, by(CONSULTANT, NOW.plus(DAY).plus(DAY))));
        }
    }

    @Nested
    class Visiting {
        private final CoVisitorAdded together = new CoVisitorAdded(ID, WANG, LI_MING);
        private final VisitorReplaced replaced = new VisitorReplaced(ID, WANG, null, LI_MING, "先生接手");

        @Test
        @DisplayName("OPP-5 who came together is one opportunity with a co-visitor")
        void addsCoVisitor() {
            given().when(new AddCoVisitor(ID, LI_MING), by(RECEPTION)).expectEvents(together);
        }

        @Test
        @DisplayName("OPP-5 a co-visitor who is noted already raises nothing")
        void coVisitorQuiet() {
            quiet(given(together).when(new AddCoVisitor(ID, LI_MING), by(CONSULTANT)));
        }

        @Test
        @DisplayName("OPP-5 who comes later in the other's place leaves the earlier one in the history")
        void replaces() {
            ContactPerson mother = new ContactPerson("王母", null);

            given().when(new ReplaceVisitor(ID, LI_MING, "先生接手"), by(CONSULTANT))
                    .expectEvents(replaced);
            given(replaced)
                    .when(new ReplaceVisitor(ID, mother, "母亲来看"), by(CONSULTANT))
                    .expectEvents(new VisitorReplaced(ID, WANG, LI_MING, mother, "母亲来看"));
        }

        @Test
        @DisplayName("OPP-5 who comes already raises nothing")
        void replaceQuiet() {
            quiet(given(replaced).when(new ReplaceVisitor(ID, LI_MING, "先生接手"), by(CONSULTANT)));
        }

        @Test
        @DisplayName("OPP-7, G-8 neither on a closed one nor by another consultant")
        void refuses() {
            refused(
                    given(LOST).when(new AddCoVisitor(ID, LI_MING), by(CONSULTANT)),
                    OpportunityRule.OPPORTUNITY_NOT_OPEN);
            refused(given().when(new ReplaceVisitor(ID, LI_MING, "接手"), by(OTHER_CONSULTANT)), SharedRule.NOT_YOURS);
        }
    }

    @Nested
    class Closing {
        private final LoseOpportunity lose = new LoseOpportunity(ID, "已购他处", "中海国际", null);

        @Test
        @DisplayName("OPP-7 lost with one of the project's reasons and a competitor; its place is free again (OPP-6)")
        void loses() {
            given().when(lose, by(CONSULTANT)).expectEvents(LOST);
            assertThat(books.find(WANG, JYLW)).isEmpty();
        }

        @Test
        @DisplayName("PRJ-3 it can still be lost when the project is closed")
        void losesInClosedProject() {
            books.save(closedTerms(JYLW));

            given().when(lose, by(CONSULTANT)).expectEvents(LOST);
        }

        @Test
        @DisplayName("OPP-7 another reason than the project's is refused, and it keeps its place")
        void refusesReason() {
            refused(
                    given().when(new LoseOpportunity(ID, "不想卖", null, null), by(CONSULTANT)),
                    refusal(ProjectRule.CLOSE_REASON_UNKNOWN, "reason"));
            assertThat(books.find(WANG, JYLW)).contains(ID);
        }

        @Test
        @DisplayName("OPP-7 a won one can't be lost")
        void refusesWon() {
            refused(given(WON).when(lose, by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_OPEN);
        }

        @Test
        @DisplayName("OPP-7 lost so already raises nothing; for another reason is refused")
        void staysQuiet() {
            quiet(given(LOST).when(lose, by(CONSULTANT)));
            refused(
                    given(LOST).when(new LoseOpportunity(ID, "无法联系", null, null), by(CONSULTANT)),
                    OpportunityRule.OPPORTUNITY_NOT_OPEN);
        }

        @Test
        @DisplayName("OPP-7 won by the system with the transaction that signs, a reason kept where there is one")
        void wins() {
            given().when(new WinOpportunity(ID, null), by(OTHER_CONSULTANT)).expectEvents(WON);
            given().when(new WinOpportunity(ID, "无法联系"), by(CONSULTANT))
                    .expectEvents(new OpportunityWon(ID, WANG, "初次接触", "无法联系", DAY, NOW, null, 4));
            assertThat(books.find(WANG, JYLW)).isEmpty();
        }

        @Test
        @DisplayName("OPP-7 a lost one can't be won, nor for a reason that the project hasn't got")
        void refusesToWin() {
            refused(
                    given(LOST).when(new WinOpportunity(ID, null), by(CONSULTANT)),
                    OpportunityRule.OPPORTUNITY_NOT_OPEN);
            refused(
                    given().when(new WinOpportunity(ID, "运气"), by(CONSULTANT)),
                    refusal(ProjectRule.CLOSE_REASON_UNKNOWN, "reason"));
        }

        @Test
        @DisplayName("OPP-7 won already raises nothing")
        void winsQuietly() {
            quiet(given(WON).when(new WinOpportunity(ID, null), by(CONSULTANT)));
        }
    }

    @Nested
    class Reopening {
        private final ReopenOpportunity reopen = new ReopenOpportunity(ID, "又来电");
        private final Instant later = NOW.plus(DAY);
        private final OpportunityLost lostInSecond =
                new OpportunityLost(ID, WANG, "认筹", "已购他处", null, null, Duration.ZERO, NOW, null, 4);
        private final OpportunityReopened reopened = new OpportunityReopened(ID, WANG, "认筹", 60, "又来电", later, 4);

        @Test
        @DisplayName("OPP-7 a lost one returns to its last open stage and to its place")
        void produces() {
            books.release(ID);

            given(ADVANCED, lostInSecond).when(reopen, by(CONSULTANT, later)).expectEvents(reopened);
            assertThat(books.find(WANG, JYLW)).contains(ID);
        }

        @Test
        @DisplayName("OPP-2, OPP-7 time in its stage counts from the reopening, not from before the loss")
        void countsAnew() {
            given(ADVANCED, lostInSecond, reopened)
                    .when(new AdvanceStage(ID, "初次接触"), by(CONSULTANT, later.plusSeconds(10)))
                    .expectEvents(new StageAdvanced(
                            ID, WANG, "认筹", "初次接触", 10, Duration.ofSeconds(10), later.plusSeconds(10), 4));
        }

        @Test
        @DisplayName("OPP-6 not when the customer has another open one, to which the refusal points")
        void refusesSecond() {
            books.release(ID);
            books.claim(WANG, JYLW, opportunity(2), LI);

            refused(
                    given(LOST).when(reopen, by(CONSULTANT)),
                    refusal(
                            OpportunityRule.OPPORTUNITY_ALREADY_OPEN,
                            null,
                            Map.of("opportunity", opportunity(2).value())));
        }

        @Test
        @DisplayName("PRJ-3 not in a closed project")
        void refusesClosedProject() {
            books.save(closedTerms(JYLW));

            refused(given(LOST).when(reopen, by(CONSULTANT)), ProjectRule.PROJECT_CLOSED);
        }

        @Test
        @DisplayName("OPP-7 neither an open nor a won one can be reopened")
        void refusesOthers() {
            refused(given().when(reopen, by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_LOST);
            refused(given(WON).when(reopen, by(CONSULTANT)), OpportunityRule.OPPORTUNITY_NOT_LOST);
        }

        @Test
        @DisplayName("OPP-7 reopened so already raises nothing")
        void staysQuiet() {
            quiet(given(LOST, reopened).when(reopen, by(CONSULTANT)));
        }
    }
}
