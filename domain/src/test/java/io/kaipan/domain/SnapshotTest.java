package io.kaipan.domain;

import static io.kaipan.domain.testing.People.CHANNELS;
import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LEVELS;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.REASONS;
import static io.kaipan.domain.testing.People.STAGES;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.Lead;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadOutcome;
import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.LevelGround;
import io.kaipan.domain.member.MemberAccount;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand.GrantLevel;
import io.kaipan.domain.member.MemberEvent.LevelChanged;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRequested;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.Opportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpPlanned;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpReminded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.VisitorReplaced;
import io.kaipan.domain.opportunity.Priority;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.Project;
import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.user.User;
import io.kaipan.domain.user.UserCommand.SuspendUser;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Snapshots are the aggregates' own fields as JSON: all must come back. */
class SnapshotTest {
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    @DisplayName("a project comes back from a snapshot with all its policies")
    void project() {
        fixture(Project.class)
                .given(
                        new ProjectOpened(JYLW, "金域蓝湾", "武汉", null, "Asia/Shanghai"),
                        new StagePolicySet(JYLW, 1, TODAY, STAGES),
                        new FollowUpLevelPolicySet(JYLW, 1, TODAY, LEVELS),
                        new AwarenessChannelPolicySet(JYLW, 1, TODAY, CHANNELS),
                        new CloseReasonPolicySet(JYLW, 1, TODAY, REASONS),
                        new RelativePolicySet(JYLW, RelativeUse.DISCOUNT, 1, TODAY, List.of(Relation.SPOUSE)),
                        new FollowUpPolicySet(JYLW, 1, TODAY, 2, 4, 6))
                .when(new CloseProject(JYLW, "售罄"), by(MANAGER))
                .expectState(this::assertComesBack);
    }

    @Test
    @DisplayName("a member account comes back from a snapshot with level, balance and what waits")
    void memberAccount() {
        MemberAccountId account = account(1);
        AdjustmentId waiting = new AdjustmentId(TypeId.of(AdjustmentId.PREFIX, account.value()));
        LevelBasis silver = new LevelBasis(MemberLevel.SILVER, LevelGround.SUBSCRIPTIONS, 1, List.of(1), 4);
        fixture(MemberAccount.class)
                .given(
                        new MembershipApplied(account, customer(1), JYLW, "武汉", account(2), NOW, null),
                        new MembershipConfirmed(
                                account,
                                customer(1),
                                JYLW,
                                new CardNumber("WKH00000017"),
                                MemberLevel.BLUE,
                                account(2),
                                NOW,
                                4),
                        new RegionalClearanceRecorded(account, customer(1), JYLW, "广州", "确认函", NOW),
                        new PointsAwarded(
                                account, customer(1), 1, PointsKind.PURCHASE, JYLW, 867, 0, "x", null, NOW, 867, 4),
                        new LevelChanged(
                                account, customer(1), MemberLevel.BLUE, MemberLevel.SILVER, List.of(silver), null, 4),
                        new PointsAdjustmentRequested(account, customer(1), waiting, 100, "漏登"))
                .when(new GrantLevel(account, MemberLevel.GOLD, "集团客户"), by(MANAGER))
                .expectState(this::assertComesBack);
    }

    @Test
    @DisplayName("a user comes back from a snapshot with roles and projects")
    void user() {
        fixture(User.class)
                .given(new UserRegistered(ZHANG, "张敏", List.of(Role.CONSULTANT), List.of(JYLW)))
                .when(new SuspendUser(ZHANG, "休假"), by(People.ADMIN))
                .expectState(this::assertComesBack);
    }

    @Test
    @DisplayName("a customer comes back from a snapshot with numbers, details and relatives")
    void customerComesBack() {
        fixture(Customer.class)
                .given(
                        new CustomerRegistered(
                                customer(1),
                                "王芳",
                                List.of(MOBILE),
                                new CustomerDetails("w@example.com", null, null, "回访")),
                        new RelativeLinked(customer(1), customer(2), Relation.SPOUSE, "结婚证"),
                        new RelativeLinkApproved(customer(1), customer(2)))
                .when(new RenameCustomer(customer(1), "王方", "笔误"), by(MANAGER))
                .expectState(this::assertComesBack);
    }

    @Test
    @DisplayName("a lead comes back from a snapshot with its last contact, closing and reactivation")
    void leadComesBack() {
        LeadClosed closed = new LeadClosed(lead(1), customer(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, "空号", 4);

        fixture(Lead.class)
                .given(
                        new LeadRegistered(
                                lead(1),
                                customer(1),
                                JYLW,
                                "三室",
                                "网络",
                                "A",
                                "开红车",
                                "王芳",
                                new ContactPerson("李明", MOBILE),
                                ZHANG,
                                NOW,
                                "赵强",
                                4),
                        new LeadInteractionLogged(lead(1), customer(1), InteractionKind.PHONE, "约看房", true, NOW, null),
                        closed,
                        new LeadReactivated(lead(1), customer(1), "又来电"))
                .when(new CloseLead(lead(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, null), by(CONSULTANT))
                .expectState(this::assertComesBack);
    }

    @Test
    @DisplayName("an opportunity comes back from a snapshot with its interactions, plans, visitors and outcome")
    void opportunityComesBack() {
        InteractionId call = new InteractionId("interaction_01h455vb4pex5vsknk084sn02q");
        ContactPerson li = new ContactPerson("李明", MOBILE);

        fixture(Opportunity.class)
                .given(
                        new OpportunityOpened(
                                opportunity(1),
                                customer(1),
                                JYLW,
                                "王芳 对 金域蓝湾 有意向",
                                "网络",
                                "初次接触",
                                10,
                                "A",
                                Money.ofFen(120_000_000),
                                TODAY,
                                "开红车",
                                ZHANG,
                                lead(1),
                                NOW,
                                NOW,
                                null,
                                4),
                        new InteractionLogged(
                                opportunity(1),
                                customer(1),
                                call,
                                InteractionKind.PHONE,
                                "zhang.min",
                                "李明",
                                null,
                                "约看房",
                                null,
                                true,
                                Priority.HIGH,
                                NOW,
                                NOW,
                                null),
                        new InteractionStruck(opportunity(1), customer(1), call, "记错"),
                        new FollowUpPlanned(opportunity(1), customer(1), InteractionKind.PHONE, NOW, "回访"),
                        new FollowUpReminded(opportunity(1), customer(1), FollowUpState.REMINDED, ZHANG, NOW, 3, 4),
                        new CoVisitorAdded(opportunity(1), customer(1), li),
                        new VisitorReplaced(opportunity(1), customer(1), null, li, "先生接手"),
                        new OpportunityLost(
                                opportunity(1),
                                customer(1),
                                "初次接触",
                                "无法联系",
                                null,
                                null,
                                Duration.ofDays(1),
                                NOW,
                                null,
                                4))
                .when(new ReopenOpportunity(opportunity(1), "又来电"), by(CONSULTANT))
                .expectSuccessfulHandlerExecution()
                .expectState(this::assertComesBack);
    }

    private static <T> FixtureConfiguration<T> fixture(Class<T> type) {
        return new AggregateTestFixture<>(type).registerInjectableResource(People.books());
    }

    private void assertComesBack(Object aggregate) {
        assertThat(json.readValue(json.writeValueAsString(aggregate), aggregate.getClass()))
                .usingRecursiveComparison()
                .isEqualTo(aggregate)
                .isNotSameAs(aggregate);
    }
}
