package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
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

/** Writes the lists of leads. Events of one customer must come in order; those of different customers need not. */
@Component
@ProcessingGroup(LeadList.VIEW)
class LeadListProjection {
    private final NamedParameterJdbcOperations jdbc;
    private final Sealing sealing;
    private final BlindIndex index;

    LeadListProjection(@Qualifier("projectionDataSource") DataSource source, PersonalDataVault vault) {
        this.jdbc = new NamedParameterJdbcTemplate(source);
        this.sealing = new Sealing(vault, LeadList.VIEW);
        this.index = new BlindIndex(vault);
    }

    @EventHandler
    void on(
            LeadEvent event,
            @SequenceNumber long version,
            @Timestamp Instant at,
            @MetaDataValue(value = Stamp.USER, required = true) String by) {
        LeadListBatch batch = batch();
        batch.put(
                event instanceof LeadRegistered registered
                        ? StoredLead.registered(
                                registered,
                                batch.customer(registered.customer()).tokens(),
                                version,
                                at,
                                by,
                                sealing,
                                index)
                        : batch.lead(event.lead()).after(event, version, at, by, sealing));
    }

    @EventHandler
    void on(CustomerEvent event) {
        LeadListBatch batch = batch();
        switch (event) {
            case CustomerRegistered e ->
                batch.add(StoredCustomer.forgotten(e.customer())
                        .named(e.name(), sealing, index)
                        .reachedAt(e.phones(), sealing, index));
            case CustomerRenamed e -> batch.change(batch.customer(e.customer()).named(e.name(), sealing, index));
            case CustomerDetailsChanged e ->
                batch.change(batch.customer(e.customer()).reachedAt(e.phones(), sealing, index));
            case CustomerForgotten e ->
                batch.change(
                        StoredCustomer.forgotten(batch.customer(e.customer()).id()));
        }
    }

    private LeadListBatch batch() {
        return Batch.current(LeadListBatch.class, () -> new LeadListBatch(jdbc));
    }

    /** Before a replay the lists are emptied. */
    @ResetHandler
    void empty() {
        jdbc.update("DELETE FROM view.lead_list", Map.of());
        jdbc.update("DELETE FROM view.lead_customer", Map.of());
    }
}
