package io.kaipan.query.opportunityrecord;

import static io.kaipan.query.opportunityrecord.StoredOpportunity.OPPORTUNITIES;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the opportunities. Events of one customer must come in order; those of different customers need not. */
@Component
class OpportunityRecordProjection implements Projection {
    private final Sealing sealing;

    OpportunityRecordProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, OpportunityRecords.VIEW);
    }

    @Override
    public String view() {
        return OpportunityRecords.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(OPPORTUNITIES);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(OpportunityEvent.class, CustomerForgotten.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        if (event instanceof CustomerForgotten forgotten) {
            wanted.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, forgotten.customer());
        }
    }

    /** A customer who is forgotten may have no opportunity at all. */
    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case OpportunityEvent e -> fold(e, recorded, rows);
            case CustomerForgotten e ->
                rows.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, e.customer())
                        .forEach(opportunity -> rows.put(OPPORTUNITIES, opportunity.blank()));
            default -> {}
        }
    }

    private void fold(OpportunityEvent event, Recorded recorded, Rows rows) {
        switch (event) {
            case OpportunityOpened e -> rows.put(OPPORTUNITIES, StoredOpportunity.opened(e, recorded, sealing));
        }
    }
}
