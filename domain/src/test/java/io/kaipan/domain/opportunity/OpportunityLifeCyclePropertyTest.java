package io.kaipan.domain.opportunity;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.opportunity.OpportunityCommand.AdvanceStage;
import io.kaipan.domain.opportunity.OpportunityCommand.EstimateOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.LoseOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEstimated;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpportunityLifeCyclePropertyTest {
    private static final List<Stage> STAGES = List.of(
            new Stage("S1", 10, null, null),
            new Stage("S2", 30, null, null),
            new Stage("S3", 50, null, null),
            new Stage("S4", 70, null, null));
    private static final Map<String, Integer> PROBABILITIES =
            STAGES.stream().collect(Collectors.toMap(Stage::code, Stage::winProbability));

    private enum Move {
        ADVANCE,
        ESTIMATE,
        LOSE,
        REOPEN
    }

    /** @param waited nanoseconds since the move before */
    record Step(Move move, int number, long waited) {}

    @Property(tries = 60)
    @Label("OPP-2, OPP-7 whatever is asked in whatever order: times in stages add up to the time it was open, each move"
            + " starts where the last one ended, and the probability is the stage's unless chosen since")
    void staysSound(@ForAll("lives") List<Step> life) {
        SalesFloor floor = new SalesFloor(books());
        floor.accept(opening(), CONSULTANT, NOW);
        floor.news();
        Instant now = NOW;
        Instant openSince = NOW;
        Duration open = Duration.ZERO;
        Duration inStages = Duration.ZERO;
        String stage = "S1";
        int probability = 10;
        Instant inStageSince = NOW;
        boolean isOpen = true;

        for (Step step : life) {
            now = now.plusNanos(step.waited());
            for (Object event : newsOf(floor, step, now)) {
                switch (event) {
                    case StageAdvanced e -> {
                        assertThat(isOpen).isTrue();
                        assertThat(e.previousStage()).isEqualTo(stage).isNotEqualTo(e.stage());
                        assertThat(e.winProbability()).isEqualTo(PROBABILITIES.get(e.stage()));
                        inStages = inStages.plus(e.timeInStage());
                        stage = e.stage();
                        probability = e.winProbability();
                        inStageSince = now;
                    }
                    case OpportunityEstimated e -> {
                        assertThat(e.winProbability())
                                .isEqualTo(e.overridden() ? step.number() : PROBABILITIES.get(stage))
                                .isBetween(0, 100);
                        probability = e.winProbability();
                    }
                    case OpportunityLost e -> {
                        assertThat(e.stage()).isEqualTo(stage);
                        inStages = inStages.plus(e.timeInStage());
                        open = open.plus(Duration.between(openSince, now));
                        assertThat(inStages).isEqualTo(open);
                        isOpen = false;
                    }
                    case OpportunityReopened e -> {
                        assertThat(isOpen).isFalse();
                        assertThat(e.stage()).isEqualTo(stage);
                        assertThat(e.winProbability()).isEqualTo(PROBABILITIES.get(stage));
                        probability = e.winProbability();
                        isOpen = true;
                        openSince = now;
                        inStageSince = now;
                    }
                    default -> throw new AssertionError(event);
                }
            }
        }

        assertThat(probability).isBetween(0, 100);
        if (isOpen) {
            Duration age = open.plus(Duration.between(openSince, now));
            assertThat(inStages.plus(Duration.between(inStageSince, now))).isEqualTo(age);
        }
        assertThat(floor.books().find(People.customer(1), JYLW).isPresent()).isEqualTo(isOpen);
    }

    private static List<Object> newsOf(SalesFloor floor, Step step, Instant now) {
        try {
            floor.accept(command(step), CONSULTANT, now);
            return floor.news();
        } catch (RuleViolation refused) {
            assertThat(floor.news()).isEmpty();
            return List.of();
        }
    }

    private static OpportunityCommand command(Step step) {
        return switch (step.move()) {
            case ADVANCE -> new AdvanceStage(opportunity(1), "S" + (1 + step.number() % 5)); // there is no S5
            case ESTIMATE ->
                new EstimateOpportunity(opportunity(1), null, null, step.number() % 3 == 0 ? null : step.number());
            case LOSE -> new LoseOpportunity(opportunity(1), "无法联系", null, null);
            case REOPEN -> new ReopenOpportunity(opportunity(1), "又来电");
        };
    }

    private static OpenOpportunity opening() {
        NewCustomer customer = new NewCustomer("王芳", new PhoneNumber("+8613812345678"));
        return new OpenOpportunity(
                opportunity(1), JYLW, customer, null, null, "网络", null, "A", null, null, null, null, null, null);
    }

    private static InMemoryBooks books() {
        InMemoryBooks books = People.books();
        ProjectTerms usual = terms(JYLW);
        books.save(new ProjectTerms(
                JYLW,
                usual.name(),
                usual.city(),
                usual.timeZone(),
                false,
                List.of(new PolicyVersion<>(1, usual.stages().getFirst().effectiveFrom(), STAGES)),
                usual.levels(),
                usual.channels(),
                usual.reasons(),
                usual.relatives(),
                usual.followUps(),
                usual.club()));
        return books;
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.integers().between(-5, 140),
                        Arbitraries.longs().between(0, Duration.ofDays(40).toNanos()))
                .as((move, number, waited) -> new Step(move, Math.abs(number), waited));
        return steps.list().ofMinSize(1).ofMaxSize(60);
    }
}
