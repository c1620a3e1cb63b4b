package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Batch;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the customers' records. Events of one customer must come in order; those of different customers need not. */
@Component
@ProcessingGroup(CustomerRecords.VIEW)
class CustomerRecordProjection {
    private final NamedParameterJdbcOperations jdbc;
    private final Sealing sealing;
    private final BlindIndex index;

    CustomerRecordProjection(@Qualifier("projectionDataSource") DataSource source, PersonalDataVault vault) {
        this.jdbc = new NamedParameterJdbcTemplate(source);
        this.sealing = new Sealing(vault, CustomerRecords.VIEW);
        this.index = new BlindIndex(vault);
    }

    @EventHandler
    void on(
            CustomerEvent event,
            @SequenceNumber long version,
            @Timestamp Instant at,
            @MetaDataValue(value = Stamp.USER, required = true) String by) {
        CustomerBatch batch = batch();
        batch.put(
                event instanceof CustomerRegistered registered
                        ? StoredCustomer.registered(registered, version, at, by, sealing, index)
                        : batch.customer(event.customer()).after(event, version, at, sealing, index));
    }

    @EventHandler
    void on(LeadEvent event, @Timestamp Instant at) {
        CustomerBatch batch = batch();
        switch (event) {
            case LeadRegistered e ->
                batch.put(new StoredLink(
                        e.lead().value(), StoredLink.Kind.LEAD, e.customer(), e.project(), e.owner(), at));
            case LeadAssigned e -> batch.put(batch.link(e.lead()).ownedBy(e.owner()));
            case LeadEdited e -> {}
            case LeadInteractionLogged e -> {}
            case LeadQualified e -> {}
            case LeadClosed e -> {}
            case LeadReactivated e -> {}
        }
    }

    @EventHandler
    void on(OpportunityEvent event, @Timestamp Instant at) {
        switch (event) {
            case OpportunityOpened e ->
                batch().put(new StoredLink(
                        e.opportunity().value(),
                        StoredLink.Kind.OPPORTUNITY,
                        e.customer(),
                        e.project(),
                        e.owner(),
                        at));
        }
    }

    private CustomerBatch batch() {
        return Batch.current(CustomerBatch.class, () -> new CustomerBatch(jdbc));
    }

    /** Before a replay the records are emptied. */
    @ResetHandler
    void empty() {
        jdbc.update("DELETE FROM view.customer_record", Map.of());
        jdbc.update("DELETE FROM view.customer_link", Map.of());
    }
}
