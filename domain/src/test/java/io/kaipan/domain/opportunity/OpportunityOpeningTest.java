package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.closedTerms;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.opportunity.OpportunityCommand.LoseOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import io.kaipan.domain.user.UserName;
import io.kaipan.domain.user.UserRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpportunityOpeningTest {
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final NewCustomer WANG = new NewCustomer("王芳", MOBILE);

    private final SalesFloor floor = new SalesFloor(People.books());

    private static OpenOpportunity open(int id, @Nullable NewCustomer customer, @Nullable CustomerId existing) {
        return open(id, customer, existing, null, "网络", null, "A", null, null, null, null);
    }

    private static OpenOpportunity open(
            int id,
            @Nullable NewCustomer customer,
            @Nullable CustomerId existing,
            @Nullable String name,
            String channel,
            @Nullable String stage,
            String level,
            @Nullable Money value,
            @Nullable LocalDate closeDate,
            @Nullable UserName owner,
            @Nullable Instant occurredAt) {
        return new OpenOpportunity(
                opportunity(id),
                JYLW,
                customer,
                existing,
                name,
                channel,
                stage,
                level,
                value,
                closeDate,
                "开红车",
                owner,
                occurredAt,
                null);
    }

    private static OpportunityOpened opened(int id, CustomerId customer, String name, Instant at) {
        return new OpportunityOpened(
                opportunity(id),
                customer,
                JYLW,
                name,
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
                at,
                null,
                4);
    }

    @Test
    @DisplayName("OPP-1, CUS-2 opened for an unknown number it registers the customer too, under the same UUID")
    void newCustomer() {
        assertThat(floor.accept(open(1, WANG, null), CONSULTANT)).isEqualTo(opportunity(1));

        assertThat(floor.news())
                .containsExactly(
                        new CustomerRegistered(customer(1), "王芳", List.of(MOBILE), null),
                        opened(1, customer(1), "王芳 对 金域蓝湾 有意向", NOW));
        assertThat(floor.books().find(customer(1), JYLW)).contains(opportunity(1));
    }

    @Test
    @DisplayName("OPP-1 for a customer in the sender's care the name is that of the books")
    void existingCustomer() {
        floor.accept(open(1, WANG, null), CONSULTANT);
        floor.accept(new LoseOpportunity(opportunity(1), "无法联系", null, null), CONSULTANT);
        floor.news();

        floor.accept(open(2, null, customer(1)), CONSULTANT);

        assertThat(floor.news()).containsExactly(opened(2, customer(1), "王芳 对 金域蓝湾 有意向", NOW));
    }

    @Test
    @DisplayName("OPP-1, G-10 everything chosen, and told afterwards with its first author")
    void everything() {
        Instant before = NOW.minus(Duration.ofDays(400));
        Money value = Money.ofFen(120_000_000);

        floor.accept(
                new OpenOpportunity(
                        opportunity(1), JYLW, WANG, null, "三室", "路牌", "认筹", "B", value, TODAY, null, LI, before, "赵强"),
                MANAGER);

        assertThat(floor.news())
                .last()
                .isEqualTo(new OpportunityOpened(
                        opportunity(1),
                        customer(1),
                        JYLW,
                        "三室",
                        "路牌",
                        "认筹",
                        60,
                        "B",
                        value,
                        TODAY,
                        null,
                        LI,
                        null,
                        null,
                        before,
                        "赵强",
                        4));
    }

    @Test
    @DisplayName("OPP-6 a second open one is refused with a pointer to the first, whoever asks and however named")
    void refusesSecond() {
        floor.accept(open(1, WANG, null), CONSULTANT);
        floor.news();
        Matcher<RuleViolation> pointing = refusal(
                OpportunityRule.OPPORTUNITY_ALREADY_OPEN,
                null,
                Map.of("opportunity", opportunity(1).value()));

        assertRefused(open(2, WANG, null), OTHER_CONSULTANT, pointing);
        assertRefused(open(2, null, customer(1)), CONSULTANT, pointing);
    }

    @Test
    @DisplayName("G-8 nobody makes another's customer their own by knowing an id")
    void refusesOthersCustomers() {
        floor.accept(open(1, WANG, null), CONSULTANT);
        floor.accept(new LoseOpportunity(opportunity(1), "无法联系", null, null), CONSULTANT);
        floor.news();

        assertRefused(open(2, null, customer(1)), OTHER_CONSULTANT, refusal(SharedRule.NOT_YOURS));
    }

    @Test
    @DisplayName("OPP-1 a customer is required: a new one or one in the books, not both")
    void refusesNoCustomer() {
        assertRefused(open(1, null, null), CONSULTANT, refusal(OpportunityRule.CUSTOMER_REQUIRED, "customer"));
        assertRefused(open(1, WANG, customer(1)), CONSULTANT, refusal(OpportunityRule.CUSTOMER_REQUIRED, "customer"));
    }

    @Test
    @DisplayName("PRJ-1, OPP-2 channel, stage and level are the project's")
    void refusesUnknownCodes() {
        assertRefused(
                open(1, WANG, null, null, "电台", null, "A", null, null, null, null),
                CONSULTANT,
                refusal(ProjectRule.AWARENESS_CHANNEL_UNKNOWN, "awarenessChannel"));
        assertRefused(
                open(1, WANG, null, null, "网络", "成交", "A", null, null, null, null),
                CONSULTANT,
                refusal(ProjectRule.STAGE_UNKNOWN, "stage"));
        assertRefused(
                open(1, WANG, null, null, "网络", null, "Z", null, null, null, null),
                CONSULTANT,
                refusal(ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN, "followUpLevel"));
    }

    @Test
    @DisplayName("OPP-1, G-10 no negative value, no close date before the opening, no opening in the future")
    void refusesUnsound() {
        assertRefused(
                open(1, WANG, null, null, "网络", null, "A", Money.ofFen(-1), null, null, null),
                CONSULTANT,
                refusal(OpportunityRule.ESTIMATED_VALUE_NEGATIVE, "estimatedValue"));
        assertRefused(
                open(1, WANG, null, null, "网络", null, "A", null, TODAY.minusDays(1), null, null),
                CONSULTANT,
                refusal(OpportunityRule.CLOSE_DATE_BEFORE_OPENING, "closeDate"));
        assertRefused(
                open(1, WANG, null, null, "网络", null, "A", null, null, null, NOW.plusSeconds(1)),
                CONSULTANT,
                refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
    }

    @Test
    @DisplayName("PRJ-3, G-7, G-8 not in a closed project, not for a stranger, not handed to whom it can't be")
    void refusesWhoAndWhere() {
        assertRefused(open(1, WANG, null), STRANGER, refusal(SharedRule.NOT_YOURS, "project"));
        assertRefused(
                open(1, WANG, null, null, "网络", null, "A", null, null, new UserName("cashier"), null),
                MANAGER,
                refusal(UserRule.OWNER_NOT_A_CONSULTANT, "owner"));
        floor.books().save(closedTerms(JYLW));
        assertRefused(open(1, WANG, null), CONSULTANT, refusal(ProjectRule.PROJECT_CLOSED, "project"));
    }

    private void assertRefused(OpenOpportunity open, Actor actor, Matcher<RuleViolation> refusal) {
        assertThatThrownBy(() -> floor.accept(open, actor))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused, refusal));
        assertThat(floor.news()).isEmpty();
    }
}
