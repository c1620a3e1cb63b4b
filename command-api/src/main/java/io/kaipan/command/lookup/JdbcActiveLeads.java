package io.kaipan.command.lookup;

import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.Assumptions.Place;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ActiveLeads;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ACTIVE leads in {@code lookup.active_lead} (LEA-8). */
@Component
class JdbcActiveLeads implements ActiveLeads {
    private final JdbcClient jdbc;

    JdbcActiveLeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public LeadId claim(CustomerId customer, ProjectCode project, LeadId claimant, @Nullable UserName owner) {
        Optional<Assumptions> assumptions = Assumptions.current();
        if (assumptions.isPresent()) {
            assumptions
                    .get()
                    .places()
                    .add(new Place(
                            customer.value(), project.value(), claimant.value(), owner == null ? null : owner.value()));
            return claimant;
        }
        return Claims.settle(
                () -> jdbc.sql("""
                        INSERT INTO lookup.active_lead (customer_id, project, lead_id, owner) VALUES (?, ?, ?, ?)
                        ON CONFLICT (customer_id, project) DO NOTHING""")
                                .params(
                                        customer.value(),
                                        project.value(),
                                        claimant.value(),
                                        owner == null ? null : owner.value())
                                .update()
                        == 1,
                claimant,
                () -> jdbc.sql(
                                "SELECT lead_id FROM lookup.active_lead WHERE customer_id = lookup.present_customer(?) AND project = ?")
                        .params(customer.value(), project.value())
                        .query(String.class)
                        .optional()
                        .map(LeadId::new));
    }

    @Override
    public void reassign(LeadId lead, UserName owner) {
        jdbc.sql("UPDATE lookup.active_lead SET owner = ? WHERE lead_id = ?")
                .params(owner.value(), lead.value())
                .update();
    }

    @Override
    public void release(LeadId lead) {
        jdbc.sql("DELETE FROM lookup.active_lead WHERE lead_id = ?")
                .param(lead.value())
                .update();
    }
}
