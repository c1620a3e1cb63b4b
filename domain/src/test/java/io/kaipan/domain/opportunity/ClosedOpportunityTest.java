package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.RecordClosedOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.time.Duration;
import java.time.Instant;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Opportunities of the past that had ended (OPP-7, G-10). */
class ClosedOpportunityTest {
    private static final NewCustomer WANG = new NewCustomer("王芳", new PhoneNumber("+8613812345678"));
    private static final Instant AROSE = NOW.minus(Duration.ofDays(400));
    private static final Instant ENDED = AROSE.plus(Duration.ofDays(30));

    private final SalesFloor floor = new SalesFloor(People.books());

    private static RecordClosedOpportunity closed(
            int id,
            OpportunityOutcome outcome,
            @Nullable String reason,
            @Nullable String competitor,
            @Nullable String note,
            Instant closedAt) {
        return new RecordClosedOpportunity(
                opportunity(id),
                JYLW,
                WANG,
                null,
                "网络",
                "认筹",
                "A",
                null,
                null,
                ZHANG,
                AROSE,
                outcome,
                reason,
                competitor,
                note,
                closedAt,
                "老张");
    }

    private static OpportunityOpened opened(int id) {
        return new OpportunityOpened(
                opportunity(id),
                customer(1),
                JYLW,
                "王芳 对 金域蓝湾 有意向",
                "网络",
                "认筹",
                60,
                "A",
                null,
                null,
                null,
                ZHANG,
                null,
                null,
                AROSE,
                "老张",
                4);
    }

    @Test
    @DisplayName("OPP-7, G-10 it comes in lost or won, with its own times and first author, beside an open one")
    void produces() {
        floor.accept(
                new OpenOpportunity(
                        opportunity(1), JYLW, WANG, null, null, "网络", null, "A", null, null, null, ZHANG, null, null),
                MANAGER);
        floor.news();

        floor.accept(closed(2, OpportunityOutcome.LOST, "已购他处", "中海国际", "首付不够", ENDED), MANAGER);
        assertThat(floor.news())
                .containsExactly(
                        opened(2),
                        new OpportunityLost(
                                opportunity(2),
                                customer(1),
                                "认筹",
                                "已购他处",
                                "中海国际",
                                "首付不够",
                                Duration.ofDays(30),
                                ENDED,
                                "老张",
                                4));
        floor.accept(closed(3, OpportunityOutcome.WON, null, null, null, ENDED), MANAGER);
        assertThat(floor.news())
                .containsExactly(
                        opened(3),
                        new OpportunityWon(
                                opportunity(3), customer(1), "认筹", null, Duration.ofDays(30), ENDED, "老张", 4));
        assertThat(floor.books().find(customer(1), JYLW)).contains(opportunity(1));
    }

    @Test
    @DisplayName("OPP-7 a lost one of the past is reopened like any other")
    void reopened() {
        floor.accept(closed(1, OpportunityOutcome.LOST, "已购他处", null, null, ENDED), MANAGER);
        floor.news();

        floor.accept(new ReopenOpportunity(opportunity(1), "又来电"), MANAGER);

        assertThat(floor.news())
                .containsExactly(new OpportunityReopened(opportunity(1), customer(1), "认筹", 60, "又来电", NOW, 4));
    }

    @Test
    @DisplayName(
            "OPP-7, G-10 refused: lost without a reason of the project, won with a competitor, ended before it arose or in the future")
    void refuses() {
        refused(
                closed(1, OpportunityOutcome.LOST, null, null, null, ENDED),
                refusal(OpportunityRule.LOSS_REASON_REQUIRED, "reason"));
        refused(
                closed(1, OpportunityOutcome.LOST, "没缘分", null, null, ENDED),
                refusal(ProjectRule.CLOSE_REASON_UNKNOWN, "reason"));
        refused(
                closed(1, OpportunityOutcome.WON, null, "中海国际", null, ENDED),
                refusal(OpportunityRule.NOT_SAID_OF_WON, "competitor"));
        refused(
                closed(1, OpportunityOutcome.WON, null, null, "便宜", ENDED),
                refusal(OpportunityRule.NOT_SAID_OF_WON, "note"));
        refused(
                closed(1, OpportunityOutcome.WON, null, null, null, AROSE.minusSeconds(1)),
                refusal(OpportunityRule.CLOSED_BEFORE_OPENING, "closedAt"));
        refused(
                closed(1, OpportunityOutcome.WON, null, null, null, NOW.plusSeconds(1)),
                refusal(SharedRule.TIME_IN_FUTURE, "closedAt"));
    }

    private void refused(RecordClosedOpportunity closed, Matcher<RuleViolation> refusal) {
        assertThatThrownBy(() -> floor.accept(closed, MANAGER))
                .isInstanceOfSatisfying(RuleViolation.class, violation -> assertThat(violation, refusal));
        assertThat(floor.news()).isEmpty();
    }
}
