package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Row;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the opportunities. Events of one customer must come in order; those of different customers need not. */
@Component
@ProcessingGroup(OpportunityRecords.VIEW)
class OpportunityRecordProjection {
    private final NamedParameterJdbcOperations jdbc;
    private final Sealing sealing;

    OpportunityRecordProjection(@Qualifier("projectionDataSource") DataSource source, PersonalDataVault vault) {
        this.jdbc = new NamedParameterJdbcTemplate(source);
        this.sealing = new Sealing(vault, OpportunityRecords.VIEW);
    }

    @EventHandler
    void on(OpportunityEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        switch (event) {
            case OpportunityOpened e ->
                new Row()
                        .text("opportunity_id", e.opportunity())
                        .number("version", version)
                        .text("customer_id", e.customer())
                        .text("project", e.project())
                        .text("name_sealed", sealing.seal(e.customer(), "name", e.name()))
                        .text("description_sealed", sealing.seal(e.customer(), "description", e.description()))
                        .text("awareness_channel", e.awarenessChannel())
                        .text("stage", e.stage())
                        .number("win_probability", e.winProbability())
                        .text("follow_up_level", e.followUpLevel())
                        .text("owner", e.owner())
                        .text("lead_id", e.lead())
                        .instant("opened_at", at)
                        .instant("changed_at", at)
                        .upsert(jdbc, "view.opportunity_record", "opportunity_id");
        }
    }

    /** A customer may have no opportunity at all. */
    @EventHandler
    void on(CustomerForgotten event) {
        jdbc.update(
                "UPDATE view.opportunity_record SET name_sealed = NULL, description_sealed = NULL"
                        + " WHERE customer_id = :customer",
                Map.of("customer", event.customer().value()));
    }

    /** Before a replay the records are emptied. */
    @ResetHandler
    void empty() {
        jdbc.update("DELETE FROM view.opportunity_record", Map.of());
    }
}
