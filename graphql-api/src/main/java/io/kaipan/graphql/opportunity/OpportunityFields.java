package io.kaipan.graphql.opportunity;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.project.ProjectReference;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.FromRow;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.opportunityrecord.OpportunityFilter;
import io.kaipan.query.opportunityrecord.OpportunityRecords;
import io.kaipan.query.opportunityrecord.OpportunityRow;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about opportunities. */
@Component
class OpportunityFields implements RuntimeWiringConfigurer {
    private final OpportunityRecords opportunities;
    private final Views views;

    OpportunityFields(OpportunityRecords opportunities, Views views) {
        this.opportunities = opportunities;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("opportunity", this::opportunity)
                .dataFetcher("opportunities", this::opportunities));
        wiring.type("Opportunity", opportunity -> opportunity
                .dataFetcher("project", new FromRow<>(OpportunityRow.class, row -> new ProjectReference(row.project())))
                .dataFetcher(
                        "customer",
                        environment -> Loaders.CUSTOMERS.load(
                                environment, row(environment).customer()))
                .dataFetcher(
                        "lead",
                        environment -> Loaders.LEADS.loadIfAny(
                                environment, row(environment).lead()))
                .dataFetcher("history", OpportunityFields::history));
    }

    private @Nullable OpportunityRow opportunity(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityRecords.VIEW);
        return opportunities
                .find(new OpportunityId(arguments.get("id")), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private Connection<OpportunityRow> opportunities(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityRecords.VIEW);
        Arguments wanted = arguments.object("filter");
        CustomerId customer = wanted.get("customer", CustomerId::new);
        OpportunityFilter filter = new OpportunityFilter(
                wanted.anyOf("project", ProjectCode::new),
                customer == null ? Set.of() : Set.of(customer),
                wanted.anyOf("stage", code -> code),
                wanted.owner());
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(
                opportunities.page(filter, arguments.page(), actor), () -> opportunities.count(filter, actor));
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        OpportunityRow opportunity = row(environment);
        return Histories.connection(
                environment, new HistoryRequest.Of.Opportunity(opportunity.id(), opportunity.customer()));
    }

    private static OpportunityRow row(DataFetchingEnvironment environment) {
        return environment.getSource();
    }
}
