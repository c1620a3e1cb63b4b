package io.kaipan.domain.lead;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.closedTerms;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadCommand.AssignLead;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadCommand.EditLead;
import io.kaipan.domain.lead.LeadCommand.LogLeadInteraction;
import io.kaipan.domain.lead.LeadCommand.ReactivateLead;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.user.UserName;
import io.kaipan.domain.user.UserRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeadTest {
    private static final LeadId LEAD = lead(1);
    private static final CustomerId WANG = customer(1);
    private static final ContactPerson CONTACT = new ContactPerson("李明", new PhoneNumber("+8613900001111"));
    private static final Duration DAY = Duration.ofDays(1);
    private static final LeadRegistered REGISTERED =
            new LeadRegistered(LEAD, WANG, JYLW, "来电咨询三室", "网络", "A", null, "王芳", null, ZHANG, NOW.minus(DAY), null, 4);
    private static final LeadClosed UNQUALIFIED =
            new LeadClosed(LEAD, WANG, LeadOutcome.UNQUALIFIED, "已购他处", null, null, null, 4);
    private static final LeadClosed QUALIFIED =
            new LeadClosed(LEAD, WANG, LeadOutcome.QUALIFIED, null, WANG, null, null, 4);
    private static final LeadReactivated REACTIVATED = new LeadReactivated(LEAD, WANG, "又来电");

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<Lead> lead =
            new AggregateTestFixture<>(Lead.class).registerInjectableResource(books);

    @BeforeEach
    void inTheBooks() {
        books.claim(new PhoneNumber("+8613812345678"), WANG);
    }

    /** A lead with these events behind it; all were recorded just now. */
    private TestExecutor<Lead> given(LeadEvent... events) {
        return lead.givenCurrentTime(NOW).andGiven(REGISTERED).andGiven((Object[]) events);
    }

    @Nested
    class Editing {
        @Test
        @DisplayName("LEA-1 the owner replaces what the lead says; what is left out is removed")
        void produces() {
            given().when(new EditLead(LEAD, "四室", "路牌", null, "开红车", CONTACT), by(CONSULTANT))
                    .expectEvents(new LeadEdited(LEAD, WANG, "四室", "路牌", null, "开红车", CONTACT, 4));
        }

        @Test
        @DisplayName("PRJ-1 a channel that the project hasn't got is refused")
        void refusesChannel() {
            given().when(new EditLead(LEAD, "四室", "电台", "A", null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.AWARENESS_CHANNEL_UNKNOWN, "awarenessChannel"));
        }

        @Test
        @DisplayName("PRJ-1 a level that the project hasn't got is refused")
        void refusesLevel() {
            given().when(new EditLead(LEAD, "四室", "网络", "Z", null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN, "followUpLevel"));
        }

        @Test
        @DisplayName("G-11 codes that the lead holds already stay valid after they were retired")
        void keepsRetiredCodes() {
            LeadEdited before = new LeadEdited(LEAD, WANG, "三室", "电台", "Z", null, null, 3);

            given(before)
                    .when(new EditLead(LEAD, "四室", "电台", "Z", null, null), by(CONSULTANT))
                    .expectEvents(new LeadEdited(LEAD, WANG, "四室", "电台", "Z", null, null, 4));
        }

        @Test
        @DisplayName("G-8 another consultant can't edit the lead")
        void refusesOthers() {
            given().when(new EditLead(LEAD, "四室", "网络", "A", null, null), by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("LEA-2 a closed lead can't be edited")
        void refusesClosed() {
            given(UNQUALIFIED)
                    .when(new EditLead(LEAD, "四室", "网络", "A", null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_ACTIVE));
        }

        @Test
        @DisplayName("LEA-1 what the lead says already raises nothing")
        void staysQuiet() {
            given().when(new EditLead(LEAD, "来电咨询三室", "网络", "A", null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Assigning {
        @Test
        @DisplayName("G-8 a manager hands the lead to another consultant, who cares for the customer from then on")
        void produces() {
            books.claim(WANG, JYLW, LEAD, ZHANG);

            given().when(new AssignLead(LEAD, LI, "张敏休假"), by(MANAGER))
                    .expectEvents(new LeadAssigned(LEAD, WANG, LI, "张敏休假"));
            assertThat(books.of(WANG)).containsExactly(new Care(JYLW, LI));
        }

        @Test
        @DisplayName("G-7 a lead goes only to an active consultant of its project")
        void refusesOwner() {
            given().when(new AssignLead(LEAD, new UserName("cashier"), "?"), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.OWNER_NOT_A_CONSULTANT, "owner"));
        }

        @Test
        @DisplayName("G-8 a manager of another project assigns nothing here")
        void refusesStrangers() {
            given().when(new AssignLead(LEAD, LI, "?"), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("LEA-2 a closed lead is not assigned")
        void refusesClosed() {
            given(UNQUALIFIED)
                    .when(new AssignLead(LEAD, LI, "?"), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_ACTIVE));
        }

        @Test
        @DisplayName("G-8 the owner the lead has raises nothing")
        void staysQuiet() {
            given().when(new AssignLead(LEAD, ZHANG, "确认"), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class LoggingInteractions {
        @Test
        @DisplayName("LEA-1, G-10 a contact is written down, and happened now unless said otherwise")
        void produces() {
            given().when(log(null), by(CONSULTANT)).expectEvents(logged(NOW));
        }

        @Test
        @DisplayName("G-8 the reception desk writes down calls for any lead of the project")
        void allowsReception() {
            given().when(log(null), by(RECEPTION)).expectEvents(logged(NOW));
        }

        @Test
        @DisplayName("G-8 another consultant can't")
        void refusesOthers() {
            given().when(log(null), by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("G-10 a contact in the future is refused")
        void refusesFuture() {
            given().when(log(NOW.plusSeconds(1)), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
        }

        @Test
        @DisplayName("LEA-2 a contact after the lead left ACTIVE is refused")
        void refusesClosed() {
            given(UNQUALIFIED)
                    .when(log(null), by(CONSULTANT, NOW.plus(DAY)))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_ACTIVE));
        }

        @Test
        @DisplayName("G-10 a contact from before the lead left ACTIVE may be reported afterwards")
        void takesLateEntries() {
            given(UNQUALIFIED)
                    .when(log(NOW.minusSeconds(60)), by(CONSULTANT, NOW.plus(DAY)))
                    .expectEvents(logged(NOW.minusSeconds(60)));
        }

        @Test
        @DisplayName("G-10 the same contact reported twice in a row raises nothing")
        void staysQuiet() {
            given(logged(NOW.minus(DAY)))
                    .when(log(NOW.minus(DAY)), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        private LogLeadInteraction log(@Nullable Instant occurredAt) {
            return new LogLeadInteraction(LEAD, InteractionKind.PHONE, "约周六看房", true, occurredAt);
        }

        private LeadInteractionLogged logged(Instant occurredAt) {
            return new LeadInteractionLogged(LEAD, WANG, InteractionKind.PHONE, "约周六看房", true, occurredAt, null);
        }
    }

    @Nested
    class Closing {
        @Test
        @DisplayName("LEA-4 a lead is closed as UNQUALIFIED with one of the project's reasons, and gives up its place")
        void producesUnqualified() {
            books.claim(WANG, JYLW, LEAD, ZHANG);

            given().when(unqualified("已购他处"), by(CONSULTANT)).expectEvents(UNQUALIFIED);
            assertThat(books.activeLead(WANG, JYLW)).isEmpty();
        }

        @Test
        @DisplayName("LEA-4 a lead is closed as QUALIFIED with the customer in the books")
        void producesQualified() {
            given().when(qualified(WANG, null), by(CONSULTANT)).expectEvents(QUALIFIED);
        }

        @Test
        @DisplayName("LEA-4 a lead is closed as QUALIFIED with the opportunity in the books")
        void producesWithOpportunity() {
            books.claim(WANG, JYLW, opportunity(1), LI);

            given().when(qualified(null, opportunity(1)), by(CONSULTANT))
                    .expectEvents(
                            new LeadClosed(LEAD, WANG, LeadOutcome.QUALIFIED, null, null, opportunity(1), null, 4));
        }

        @Test
        @DisplayName("PRJ-3 a lead of a closed project can still be closed")
        void closesInClosedProject() {
            books.save(closedTerms(JYLW));

            given().when(unqualified("已购他处"), by(CONSULTANT)).expectEvents(UNQUALIFIED);
        }

        @Test
        @DisplayName("LEA-4 UNQUALIFIED without a reason is refused")
        void refusesNoReason() {
            given().when(unqualified(null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_REASON_REQUIRED, "reason"));
        }

        @Test
        @DisplayName("LEA-4 a reason that the project hasn't got is refused, and the lead keeps its place")
        void refusesReason() {
            books.claim(WANG, JYLW, LEAD, ZHANG);

            given().when(unqualified("不想买"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.CLOSE_REASON_UNKNOWN, "reason"));
            assertThat(books.activeLead(WANG, JYLW)).contains(LEAD);
        }

        @Test
        @DisplayName("LEA-4 QUALIFIED without customer or opportunity is refused")
        void refusesNoRecord() {
            given().when(qualified(null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_RECORD_REQUIRED, "existingCustomer"));
        }

        @Test
        @DisplayName("LEA-4 a customer who is not in the books is refused")
        void refusesCustomer() {
            given().when(qualified(customer(9), null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_RECORD_UNKNOWN, "existingCustomer"));
        }

        @Test
        @DisplayName("LEA-4 an opportunity that is not in the books is refused")
        void refusesOpportunity() {
            given().when(qualified(WANG, opportunity(9)), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_RECORD_UNKNOWN, "existingOpportunity"));
        }

        @Test
        @DisplayName("LEA-4 a reason doesn't go with QUALIFIED, nor a record with UNQUALIFIED")
        void refusesMixture() {
            given().when(new CloseLead(LEAD, LeadOutcome.QUALIFIED, "已购他处", WANG, null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_OUTCOME_MIXED, "reason"));
            given().when(new CloseLead(LEAD, LeadOutcome.UNQUALIFIED, "已购他处", WANG, null, null), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.CLOSE_OUTCOME_MIXED, "existingCustomer"));
        }

        @Test
        @DisplayName("G-8 another consultant can't close the lead")
        void refusesOthers() {
            given().when(unqualified("已购他处"), by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("LEA-2 a closed lead can't be closed otherwise")
        void refusesClosed() {
            given(QUALIFIED)
                    .when(unqualified("已购他处"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_ACTIVE));
        }

        @Test
        @DisplayName("LEA-4 closing a second time in the same way raises nothing")
        void staysQuiet() {
            given(UNQUALIFIED)
                    .when(unqualified("已购他处"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        private CloseLead unqualified(@Nullable String reason) {
            return new CloseLead(LEAD, LeadOutcome.UNQUALIFIED, reason, null, null, null);
        }

        private CloseLead qualified(@Nullable CustomerId customer, @Nullable OpportunityId opportunity) {
            return new CloseLead(LEAD, LeadOutcome.QUALIFIED, null, customer, opportunity, null);
        }
    }

    @Nested
    class Reactivating {
        @Test
        @DisplayName("LEA-5 an UNQUALIFIED lead returns to ACTIVE and takes its place again")
        void produces() {
            given(UNQUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectEvents(REACTIVATED);
            assertThat(books.activeLead(WANG, JYLW)).contains(LEAD);
        }

        @Test
        @DisplayName("LEA-5 a QUALIFIED lead can't be reactivated, nor one that is ACTIVE")
        void refuses() {
            given(QUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_UNQUALIFIED));
            given().when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_NOT_UNQUALIFIED));
        }

        @Test
        @DisplayName("LEA-8 where the customer has another ACTIVE lead, the refusal points at it")
        void refusesSecondActive() {
            books.claim(WANG, JYLW, lead(2), LI);

            given(UNQUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(LeadRule.LEAD_ALREADY_ACTIVE, null, Map.of("lead", lead(2).value())));
        }

        @Test
        @DisplayName(
                "LEA-6 where the customer has an open opportunity, the refusal points at it, and no place is taken")
        void refusesWithOpportunity() {
            books.claim(WANG, JYLW, opportunity(1), LI);

            given(UNQUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(
                            LeadRule.LEAD_HAS_OPEN_OPPORTUNITY,
                            null,
                            Map.of("opportunity", opportunity(1).value())));
            assertThat(books.activeLead(WANG, JYLW)).isEmpty();
        }

        @Test
        @DisplayName("PRJ-3 a closed project takes no lead up again")
        void refusesClosedProject() {
            books.save(closedTerms(JYLW));

            given(UNQUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.PROJECT_CLOSED));
        }

        @Test
        @DisplayName("G-8 another consultant can't reactivate the lead")
        void refusesOthers() {
            given(UNQUALIFIED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("LEA-5 the same reactivation again raises nothing")
        void staysQuiet() {
            given(UNQUALIFIED, REACTIVATED)
                    .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Test
    @DisplayName("G-5 a lead whose personal data reads null after the key is gone can still be loaded")
    void toleratesErasure() {
        lead.given(
                        new LeadRegistered(LEAD, WANG, JYLW, null, "网络", null, null, null, null, ZHANG, NOW, null, 4),
                        new LeadEdited(LEAD, WANG, null, "网络", null, null, null, 4),
                        new LeadInteractionLogged(LEAD, WANG, null, null, true, NOW, null),
                        new LeadAssigned(LEAD, WANG, ZHANG, null),
                        UNQUALIFIED,
                        new LeadReactivated(LEAD, WANG, null),
                        new LeadQualified(LEAD, WANG, opportunity(1)))
                .when(new ReactivateLead(LEAD, "又来电"), by(CONSULTANT))
                .expectException(refusal(LeadRule.LEAD_NOT_UNQUALIFIED));
    }
}
