package io.kaipan.domain.lead;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.closedTerms;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadCommand.LogLeadInteraction;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeadQualificationTest {
    private static final QualifyLead QUALIFY = new QualifyLead(lead(1), opportunity(1), null, null);

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    private final SalesFloor floor = new SalesFloor(People.books());

    @BeforeEach
    void registered() {
        floor.accept(registration(1, "A"), CONSULTANT, YESTERDAY);
        floor.news();
    }

    @Test
    @DisplayName("LEA-3, OPP-8 the opportunity knows when the lead was reached last; attempts don't count")
    void carriesLastContact() {
        Instant reached = YESTERDAY.plusSeconds(60);
        floor.accept(new LogLeadInteraction(lead(1), InteractionKind.PHONE, "约看房", true, reached), CONSULTANT, NOW);
        floor.accept(new LogLeadInteraction(lead(1), InteractionKind.PHONE, "无人接听", false, null), CONSULTANT, NOW);
        floor.news();

        floor.accept(QUALIFY, CONSULTANT);

        assertThat(floor.news()).last().isInstanceOfSatisfying(OpportunityOpened.class, opened -> assertThat(
                        opened.lastContactAt())
                .isEqualTo(reached));
    }

    @Test
    @DisplayName("LEA-3, OPP-1 a lead opens an opportunity with all it knows, and both point at each other")
    void produces() {
        assertThat(floor.accept(QUALIFY, CONSULTANT)).isEqualTo(lead(1));

        assertThat(floor.news())
                .containsExactly(
                        new LeadQualified(lead(1), customer(1), opportunity(1)),
                        new OpportunityOpened(
                                opportunity(1),
                                customer(1),
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
                                lead(1),
                                YESTERDAY,
                                NOW,
                                null,
                                4));
        assertThat(floor.books().activeLead(customer(1), JYLW)).isEmpty();
        assertThat(floor.books().find(customer(1), JYLW)).contains(opportunity(1));
    }

    @Test
    @DisplayName(
            "OPP-1, OPP-2 stage and level can be chosen; the name is that of the books, the probability the stage's")
    void choices() {
        floor.accept(new RenameCustomer(customer(1), "王方", "笔误"), CONSULTANT);
        floor.news();

        floor.accept(new QualifyLead(lead(1), opportunity(1), "认筹", "B"), CONSULTANT);

        assertThat(floor.news()).last().isInstanceOfSatisfying(OpportunityOpened.class, opened -> {
            assertThat(opened.name()).isEqualTo("王方 对 金域蓝湾 有意向");
            assertThat(opened.stage()).isEqualTo("认筹");
            assertThat(opened.winProbability()).isEqualTo(60);
            assertThat(opened.followUpLevel()).isEqualTo("B");
        });
    }

    @Test
    @DisplayName("OPP-2 a stage that the project hasn't got is refused")
    void refusesStage() {
        assertRefused(
                new QualifyLead(lead(1), opportunity(1), "成交", null),
                CONSULTANT,
                refusal(ProjectRule.STAGE_UNKNOWN, "stage"));
    }

    @Test
    @DisplayName("PRJ-1 a level that the project hasn't got is refused")
    void refusesLevel() {
        assertRefused(
                new QualifyLead(lead(1), opportunity(1), null, "Z"),
                CONSULTANT,
                refusal(ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN, "followUpLevel"));
    }

    @Test
    @DisplayName("OPP-1 an opportunity needs a level, from the lead or named now")
    void refusesNoLevel() {
        floor.accept(new CloseLead(lead(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, null), CONSULTANT);
        floor.accept(registration(2, null), CONSULTANT);
        floor.news();

        assertRefused(
                new QualifyLead(lead(2), opportunity(1), null, null),
                CONSULTANT,
                refusal(LeadRule.FOLLOW_UP_LEVEL_REQUIRED, "followUpLevel"));
    }

    @Test
    @DisplayName("PRJ-3 a closed project takes no opportunity")
    void refusesClosedProject() {
        floor.books().save(closedTerms(JYLW));

        assertRefused(QUALIFY, CONSULTANT, refusal(ProjectRule.PROJECT_CLOSED));
    }

    @Test
    @DisplayName(
            "OPP-6 where the customer has an open opportunity, the refusal points at it, and the lead stays ACTIVE")
    void refusesSecondOpportunity() {
        floor.books().claim(customer(1), JYLW, opportunity(9), null);

        assertRefused(
                QUALIFY,
                CONSULTANT,
                refusal(
                        LeadRule.LEAD_HAS_OPEN_OPPORTUNITY,
                        null,
                        Map.of("opportunity", opportunity(9).value())));
        assertThat(floor.books().activeLead(customer(1), JYLW)).contains(lead(1));
    }

    @Test
    @DisplayName("LEA-2 a lead that is not ACTIVE can't be qualified")
    void refusesClosed() {
        floor.accept(new CloseLead(lead(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, null), CONSULTANT);
        floor.news();

        assertRefused(QUALIFY, CONSULTANT, refusal(LeadRule.LEAD_NOT_ACTIVE));
    }

    @Test
    @DisplayName("G-8 another consultant can't qualify the lead")
    void refusesOthers() {
        assertRefused(QUALIFY, OTHER_CONSULTANT, refusal(SharedRule.NOT_YOURS));
    }

    @Test
    @DisplayName("G-5 a forgotten customer's lead opens no opportunity")
    void refusesForgotten() {
        floor.accept(new ForgetCustomer(customer(1), "本人要求"), People.ADMIN);
        floor.news();

        assertRefused(QUALIFY, CONSULTANT, refusal(SharedRule.CUSTOMER_FORGOTTEN));
    }

    @Test
    @DisplayName("LEA-3 qualifying into the same opportunity again raises nothing")
    void staysQuiet() {
        floor.accept(QUALIFY, CONSULTANT);
        floor.news();

        assertThat(floor.accept(QUALIFY, CONSULTANT)).isEqualTo(lead(1));
        assertThat(floor.news()).isEmpty();
    }

    private static RegisterLead registration(int id, @Nullable String level) {
        return new RegisterLead(
                lead(id),
                "来电咨询三室",
                JYLW,
                "网络",
                level,
                "开红车",
                new NewCustomer("王芳", new PhoneNumber("+8613812345678")),
                null,
                null,
                null,
                null);
    }

    private void assertRefused(QualifyLead qualify, Actor actor, Matcher<RuleViolation> refusal) {
        assertThatThrownBy(() -> floor.accept(qualify, actor))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused, refusal));
        assertThat(floor.news()).isEmpty();
    }
}
