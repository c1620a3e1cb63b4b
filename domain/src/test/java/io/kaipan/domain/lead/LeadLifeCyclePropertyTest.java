package io.kaipan.domain.lead;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadCommand.AssignLead;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.lead.LeadCommand.ReactivateLead;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.modelling.command.AggregateNotFoundException;

class LeadLifeCyclePropertyTest {
    private static final int LEADS = 4;
    private static final int CUSTOMERS = 2;

    private enum Move {
        REGISTER,
        CLOSE_UNQUALIFIED,
        CLOSE_QUALIFIED,
        REACTIVATE,
        QUALIFY,
        ASSIGN
    }

    record Step(Move move, int lead, int customer, int opportunity) {}

    @Property(tries = 40)
    @Label("LEA-2, LEA-6, LEA-8 whatever is asked in whatever order: one state a lead, and one ACTIVE place a customer")
    void staysSound(@ForAll("days") List<Step> day) {
        SalesFloor floor = new SalesFloor(People.books());
        Map<LeadId, LeadState> states = new HashMap<>();
        Map<LeadId, CustomerId> customers = new HashMap<>();
        Set<CustomerId> withOpportunity = new HashSet<>();

        for (Step step : day) {
            // a repeated registration under a used id is the store's to refuse, and there is none here
            if (step.move() == Move.REGISTER && states.containsKey(lead(step.lead()))) {
                continue;
            }
            boolean refused = isRefused(floor, step);
            List<Object> news = floor.news();

            if (refused) {
                assertThat(news).isEmpty();
            }
            for (Object event : news) {
                switch (event) {
                    case LeadRegistered e -> {
                        assertThat(states.put(e.lead(), LeadState.ACTIVE)).isNull();
                        assertThat(withOpportunity).doesNotContain(e.customer());
                        customers.put(e.lead(), e.customer());
                    }
                    case LeadQualified e ->
                        assertThat(states.put(e.lead(), LeadState.QUALIFIED)).isEqualTo(LeadState.ACTIVE);
                    case LeadClosed e ->
                        assertThat(states.put(
                                        e.lead(), LeadState.valueOf(e.outcome().name())))
                                .isEqualTo(LeadState.ACTIVE);
                    case LeadReactivated e -> {
                        assertThat(states.put(e.lead(), LeadState.ACTIVE)).isEqualTo(LeadState.UNQUALIFIED);
                        assertThat(withOpportunity).doesNotContain(e.customer());
                    }
                    case OpportunityOpened e ->
                        assertThat(withOpportunity.add(e.customer())).isTrue();
                    default -> {}
                }
            }
            states.forEach((lead, state) -> assertThat(floor.books()
                            .activeLead(customers.get(lead), JYLW)
                            .filter(lead::equals)
                            .isPresent())
                    .as("%s is %s", lead, state)
                    .isEqualTo(state == LeadState.ACTIVE));
        }
    }

    private static boolean isRefused(SalesFloor floor, Step step) {
        try {
            floor.accept(command(step), MANAGER);
            return false;
        } catch (RuleViolation | AggregateNotFoundException e) {
            return true;
        }
    }

    private static LeadCommand command(Step step) {
        LeadId lead = lead(step.lead());
        return switch (step.move()) {
            case REGISTER -> {
                NewCustomer customer = new NewCustomer("王芳", new PhoneNumber("+861380000000" + step.customer()));
                yield new RegisterLead(lead, "三室", JYLW, "网络", "A", null, customer, null, null, null, null);
            }
            case CLOSE_UNQUALIFIED -> new CloseLead(lead, LeadOutcome.UNQUALIFIED, "无法联系", null, null, null);
            case CLOSE_QUALIFIED ->
                new CloseLead(lead, LeadOutcome.QUALIFIED, null, null, opportunity(step.opportunity()), null);
            case REACTIVATE -> new ReactivateLead(lead, "又来电");
            case QUALIFY -> new QualifyLead(lead, opportunity(step.opportunity()), null, null);
            case ASSIGN -> new AssignLead(lead, LI, "休假");
        };
    }

    @Provide
    Arbitrary<List<Step>> days() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.integers().between(1, LEADS),
                        Arbitraries.integers().between(1, CUSTOMERS),
                        Arbitraries.integers().between(1, LEADS))
                .as(Step::new);
        return steps.list().ofMinSize(1).ofMaxSize(60);
    }
}
