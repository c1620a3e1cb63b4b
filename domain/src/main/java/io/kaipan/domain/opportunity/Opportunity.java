package io.kaipan.domain.opportunity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.shared.LoggedAs;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** A purchase that somebody is working on (OPP-1). */
@LoggedAs("opportunity.Opportunity")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Opportunity {
    @AggregateIdentifier
    private OpportunityId id;

    /** Opens an opportunity; to be called where a repository makes the new record. */
    public static Opportunity open(OpportunityOpened event) {
        apply(event);
        return new Opportunity();
    }

    @EventSourcingHandler
    void evolve(OpportunityEvent event) {
        switch (event) {
            case OpportunityOpened e -> id = e.opportunity();
        }
    }

    private Opportunity() {}
}
