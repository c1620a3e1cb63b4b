package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.opportunity.OpportunityCommand.LogInteraction;
import io.kaipan.domain.opportunity.OpportunityCommand.RemindFollowUp;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.StrikeInteraction;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpReminded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.project.FollowUpDays;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.testing.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a follow-up is reminded of (OPP-8): opened on the 1st of the month at noon in Shanghai. */
class FollowUpClockTest {
    private static final OpportunityId ID = opportunity(1);
    private static final CustomerId WANG = customer(1);
    private static final Actor CLOCK = new Actor("OPP-8", Set.of(), Set.of());
    private static final Instant OPENED_AT = at("2026-12-01T12:00:00");
    private static final InteractionId CALL = new InteractionId("interaction_01h455vb4pex5vsknk084sn02q");
    private static final int POLICIES = 4;
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
            null,
            ZHANG,
            null,
            null,
            OPENED_AT,
            null,
            POLICIES);

    private final InMemoryBooks books = new InMemoryBooks();
    private FixtureConfiguration<Opportunity> opportunity;

    @BeforeEach
    void open() {
        opportunity = new AggregateTestFixture<>(Opportunity.class).registerInjectableResource(books);
        books.save(terms(JYLW));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T12:00:01, ON_TIME, 0, 2026-12-04",
        "2026-12-03T23:59:59, ON_TIME, 2, 2026-12-04",
        "2026-12-04T00:00:00, REMINDED, 3, 2026-12-06",
        "2026-12-05T23:59:59, REMINDED, 4, 2026-12-06",
        "2026-12-06T00:00:00, WITH_MANAGER, 5, 2026-12-09",
        "2026-12-08T23:59:59, WITH_MANAGER, 7, 2026-12-09",
        "2026-12-09T00:00:00, OVERDUE, 8,",
        "2027-02-09T08:00:00, OVERDUE, 70,"
    })
    @DisplayName("OPP-8, G-1 day 3 reminds the owner, day 5 shows it to the manager, beyond day 7 it is overdue")
    void daysInTheProject(String shanghai, FollowUpState due, int days, LocalDate next) {
        ResultValidator<Opportunity> result = remind(at(shanghai), OPENED);

        if (due == FollowUpState.ON_TIME) {
            result.expectNoEvents();
        } else {
            result.expectEvents(reminded(due, OPENED_AT, days));
        }
        assertThat(books.lookAt(ID).map(JYLW_TERMS::dayOf).orElse(null)).isEqualTo(next);
        books.lookAt(ID).ifPresent(at -> assertThat(at).isEqualTo(at(next + "T00:00:00")));
    }

    private static final ProjectTerms JYLW_TERMS = terms(JYLW);

    @Test
    @DisplayName("OPP-8 each reminder is given once for a contact, and a graver one after a milder one")
    void once() {
        FollowUpReminded owner = reminded(FollowUpState.REMINDED, OPENED_AT, 3);

        remind(at("2026-12-05T09:00:00"), OPENED, owner).expectNoEvents();
        remind(at("2026-12-06T09:00:00"), OPENED, owner)
                .expectEvents(reminded(FollowUpState.WITH_MANAGER, OPENED_AT, 5));
    }

    @Test
    @DisplayName(
            "OPP-8 a contact that reached the customer starts the clock anew; one that didn't, or is struck, doesn't")
    void onlyReached() {
        Instant called = at("2026-12-03T10:00:00");
        Instant now = at("2026-12-05T09:00:00");

        remind(now, OPENED, call(called, true)).expectNoEvents();
        remind(now, OPENED, call(called, false)).expectEvents(reminded(FollowUpState.REMINDED, OPENED_AT, 4));
        remind(now, OPENED, call(called, true), new InteractionStruck(ID, WANG, CALL, "记错客户"))
                .expectEvents(reminded(FollowUpState.REMINDED, OPENED_AT, 4));
        remind(at("2026-12-06T00:00:00"), OPENED, call(called, true))
                .expectEvents(reminded(FollowUpState.REMINDED, called, 3));
    }

    @Test
    @DisplayName("OPP-8 after a contact it reminds anew, and after that is struck it goes on where it stood")
    void anewAndOn() {
        Instant called = at("2026-12-04T10:00:00");
        FollowUpReminded first = reminded(FollowUpState.REMINDED, OPENED_AT, 3);
        InteractionStruck struck = new InteractionStruck(ID, WANG, CALL, "记错客户");

        remind(at("2026-12-07T00:00:00"), OPENED, first, call(called, true))
                .expectEvents(reminded(FollowUpState.REMINDED, called, 3));
        remind(at("2026-12-05T10:00:00"), OPENED, first, call(called, true), struck)
                .expectNoEvents();
        remind(at("2026-12-06T00:00:00"), OPENED, first, call(called, true), struck)
                .expectEvents(reminded(FollowUpState.WITH_MANAGER, OPENED_AT, 5));
    }

    @Test
    @DisplayName("OPP-8 what was given before the struck contact isn't given again, whatever was given for that one")
    void neverTwice() {
        Instant called = at("2026-12-02T10:00:00");
        FollowUpReminded overdue = reminded(FollowUpState.OVERDUE, OPENED_AT, 9);
        FollowUpReminded forTheCall = reminded(FollowUpState.OVERDUE, called, 8);
        InteractionStruck struck = new InteractionStruck(ID, WANG, CALL, "记错客户");

        remind(at("2026-12-10T10:00:00"), OPENED, overdue, call(called, true), forTheCall, struck)
                .expectNoEvents();
        assertThat(books.lookAt(ID)).isEmpty();
    }

    @Test
    @DisplayName("OPP-8, G-10 a contact reported late silences what was given, from when it happened")
    void reportedLate() {
        FollowUpReminded overdue = reminded(FollowUpState.OVERDUE, OPENED_AT, 8);
        Instant now = at("2026-12-10T09:00:00");
        Instant happened = at("2026-12-08T18:00:00");

        given(OPENED, overdue).when(log(happened, true), by(CONSULTANT, now)).expectEvents(call(happened, true));
        assertThat(books.lookAt(ID)).contains(now);

        remind(now, OPENED, overdue, call(happened, true)).expectNoEvents();
        assertThat(books.lookAt(ID)).contains(at("2026-12-11T00:00:00"));
    }

    @Test
    @DisplayName("OPP-8 what doesn't silence anything is not looked at for it")
    void nothingToSilence() {
        Instant now = at("2026-12-10T09:00:00");
        FollowUpReminded overdue = reminded(FollowUpState.OVERDUE, OPENED_AT, 8);

        given(OPENED).when(log(now, true), by(CONSULTANT, now)).expectEvents(call(now, true));
        given(OPENED, overdue).when(log(now, false), by(CONSULTANT, now)).expectEvents(call(now, false));
        assertThat(books.lookAt(ID)).isEmpty();
    }

    @Test
    @DisplayName("OPP-8 a struck contact and a reopening are looked at, at once")
    void lookedAtAtOnce() {
        Instant now = at("2026-12-10T09:00:00");

        given(OPENED, call(at("2026-12-02T10:00:00"), true))
                .when(new StrikeInteraction(ID, CALL, "记错客户"), by(CONSULTANT, now))
                .expectEvents(new InteractionStruck(ID, WANG, CALL, "记错客户"));
        assertThat(books.lookAt(ID)).contains(now);

        Instant later = now.plusSeconds(60);
        given(OPENED, LOST)
                .when(new ReopenOpportunity(ID, "客户回头"), by(MANAGER, later))
                .expectEvents(reopened(later));
        assertThat(books.lookAt(ID)).contains(later);
    }

    @Test
    @DisplayName("OPP-8, OPP-7 a closed opportunity is silent; reopened, it counts from then")
    void closed() {
        Instant reopenedAt = at("2026-12-20T09:00:00");

        remind(at("2026-12-19T00:00:00"), OPENED, LOST).expectNoEvents();
        assertThat(books.lookAt(ID)).isEmpty();
        remind(at("2026-12-22T23:59:59"), OPENED, LOST, reopened(reopenedAt)).expectNoEvents();
        remind(at("2026-12-23T00:00:00"), OPENED, LOST, reopened(reopenedAt))
                .expectEvents(reminded(FollowUpState.REMINDED, reopenedAt, 3));
    }

    @Test
    @DisplayName("OPP-8, OPP-4 whoever owns it then is reminded")
    void ownerOfTheDay() {
        remind(at("2026-12-04T00:00:00"), OPENED, new OpportunityAssigned(ID, WANG, ZHANG, LI, "休假"))
                .expectEvents(new FollowUpReminded(ID, WANG, FollowUpState.REMINDED, LI, OPENED_AT, 3, POLICIES));
    }

    @Test
    @DisplayName("OPP-8, G-11 the policy of the day counts, and its version is kept")
    void policyChanged() {
        books.save(withDays(version(1, "2026-12-03", 1, 2, 4)));

        remind(at("2026-12-02T23:00:00"), OPENED).expectNoEvents();
        assertThat(books.lookAt(ID)).as("the first day of what is planned").contains(at("2026-12-03T00:00:00"));

        remind(at("2026-12-03T00:00:00"), OPENED)
                .expectEvents(
                        new FollowUpReminded(ID, WANG, FollowUpState.WITH_MANAGER, ZHANG, OPENED_AT, 2, POLICIES + 1));
        assertThat(books.lookAt(ID)).contains(at("2026-12-06T00:00:00"));
    }

    @Test
    @DisplayName("OPP-8, G-11 what was given stays given when a later policy is milder")
    void milderPolicy() {
        books.save(withDays(version(1, "2026-12-05", 10, 20, 30)));

        remind(at("2026-12-07T00:00:00"), OPENED, reminded(FollowUpState.REMINDED, OPENED_AT, 3))
                .expectNoEvents();
        assertThat(books.lookAt(ID)).contains(at("2026-12-21T00:00:00"));
    }

    private static final OpportunityLost LOST = new OpportunityLost(
            ID,
            WANG,
            "初次接触",
            "已购他处",
            null,
            null,
            Duration.ofDays(1),
            OPENED_AT.plus(Duration.ofDays(1)),
            null,
            POLICIES);

    private static OpportunityReopened reopened(Instant at) {
        return new OpportunityReopened(ID, WANG, "初次接触", 10, "客户回头", at, POLICIES);
    }

    private ResultValidator<Opportunity> remind(Instant now, Object... past) {
        return given(past).when(new RemindFollowUp(ID), by(CLOCK, now)).expectSuccessfulHandlerExecution();
    }

    private TestExecutor<Opportunity> given(Object... past) {
        opportunity = new AggregateTestFixture<>(Opportunity.class).registerInjectableResource(books);
        return opportunity.given(past);
    }

    private static FollowUpReminded reminded(FollowUpState state, Instant since, int days) {
        return new FollowUpReminded(ID, WANG, state, ZHANG, since, days, POLICIES);
    }

    private static InteractionLogged call(Instant at, boolean reached) {
        return new InteractionLogged(
                ID,
                WANG,
                CALL,
                InteractionKind.PHONE,
                "zhang.min",
                null,
                null,
                "回访",
                null,
                reached,
                Priority.NORMAL,
                at,
                null,
                null);
    }

    private static LogInteraction log(Instant at, boolean reached) {
        return new LogInteraction(
                ID, CALL, InteractionKind.PHONE, null, null, null, "回访", null, reached, null, at, null, null);
    }

    private static ProjectTerms withDays(PolicyVersion<FollowUpDays> version) {
        return new ProjectTerms(
                JYLW,
                JYLW_TERMS.name(),
                JYLW_TERMS.city(),
                JYLW_TERMS.timeZone(),
                false,
                JYLW_TERMS.stages(),
                JYLW_TERMS.levels(),
                JYLW_TERMS.channels(),
                JYLW_TERMS.reasons(),
                JYLW_TERMS.relatives(),
                List.of(version),
                JYLW_TERMS.club());
    }

    private static PolicyVersion<FollowUpDays> version(int number, String from, int remind, int manager, int overdue) {
        return new PolicyVersion<>(number, LocalDate.parse(from), List.of(new FollowUpDays(remind, manager, overdue)));
    }

    private static Instant at(String shanghai) {
        return Instant.parse(shanghai + "+08:00");
    }
}
