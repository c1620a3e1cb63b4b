package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The opportunities in {@code lookup.opportunity}, at most one open for a customer in a project (OPP-6). */
@Component
class JdbcOpenOpportunities implements OpenOpportunities {
    private final JdbcClient jdbc;

    JdbcOpenOpportunities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<OpportunityId> find(CustomerId customer, ProjectCode project) {
        return jdbc.sql(
                        "SELECT opportunity_id FROM lookup.opportunity WHERE customer_id = lookup.present_customer(?) AND project = ? AND open")
                .params(customer.value(), project.value())
                .query(String.class)
                .optional()
                .map(OpportunityId::new);
    }

    @Override
    public boolean exists(OpportunityId opportunity) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM lookup.opportunity WHERE opportunity_id = ?)")
                .param(opportunity.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public OpportunityId claim(
            CustomerId customer, ProjectCode project, OpportunityId claimant, @Nullable UserName owner) {
        return Claims.settle(
                () -> reopen(customer, project, claimant) || open(customer, project, claimant, owner),
                claimant,
                () -> find(customer, project));
    }

    private boolean open(
            CustomerId customer, ProjectCode project, OpportunityId opportunity, @Nullable UserName owner) {
        return jdbc.sql("""
                INSERT INTO lookup.opportunity (opportunity_id, customer_id, project, owner)
                VALUES (?, ?, ?, ?) ON CONFLICT (customer_id, project) WHERE open DO NOTHING""")
                        .params(
                                opportunity.value(),
                                customer.value(),
                                project.value(),
                                owner == null ? null : owner.value())
                        .update()
                == 1;
    }

    @Override
    public void noteClosed(
            CustomerId customer, ProjectCode project, OpportunityId opportunity, @Nullable UserName owner) {
        jdbc.sql(
                        "INSERT INTO lookup.opportunity (opportunity_id, customer_id, project, owner, open) VALUES (?, ?, ?, ?, false)")
                .params(opportunity.value(), customer.value(), project.value(), owner == null ? null : owner.value())
                .update();
    }

    /** Two that take the place at the same moment meet the unique index: the later one is tried again, and refused. */
    private boolean reopen(CustomerId customer, ProjectCode project, OpportunityId opportunity) {
        try {
            return jdbc.sql("""
                    UPDATE lookup.opportunity SET open = true
                    WHERE opportunity_id = :opportunity AND customer_id = lookup.present_customer(:customer)
                        AND project = :project AND NOT open
                        AND NOT EXISTS (SELECT FROM lookup.opportunity
                            WHERE customer_id = lookup.present_customer(:customer) AND project = :project AND open)""")
                            .param("opportunity", opportunity.value())
                            .param("customer", customer.value())
                            .param("project", project.value())
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyFailureException("The place was taken while " + opportunity + " was reopened", e);
        }
    }

    @Override
    public void reassign(OpportunityId opportunity, UserName owner) {
        jdbc.sql("UPDATE lookup.opportunity SET owner = ? WHERE opportunity_id = ?")
                .params(owner.value(), opportunity.value())
                .update();
    }

    @Override
    public void release(OpportunityId opportunity) {
        jdbc.sql("UPDATE lookup.opportunity SET open = false WHERE opportunity_id = ?")
                .param(opportunity.value())
                .update();
    }
}
