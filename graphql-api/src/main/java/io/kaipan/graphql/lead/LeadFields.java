package io.kaipan.graphql.lead;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.customer.CustomerReference;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.live.LiveUpdates;
import io.kaipan.graphql.project.ProjectReference;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.FromRow;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Selections;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.leadlist.LeadChanges;
import io.kaipan.query.leadlist.LeadCounts;
import io.kaipan.query.leadlist.LeadExtent;
import io.kaipan.query.leadlist.LeadFilter;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.leadlist.LeadOrder;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.leadlist.LeadsUpdate;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about leads. */
@Component
class LeadFields implements RuntimeWiringConfigurer {
    private static final Set<String> DETAILS = Arrays.stream(LeadRow.Details.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final LeadList leads;
    private final LeadChanges changes;
    private final Views views;
    private final LiveUpdates live;

    LeadFields(LeadList leads, LeadChanges changes, Views views, LiveUpdates live) {
        this.leads = leads;
        this.changes = changes;
        this.views = views;
        this.live = live;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("lead", this::lead)
                .dataFetcher("leads", this::leads)
                .dataFetcher("leadCounts", this::counts));
        wiring.type("Subscription", subscription -> subscription
                .dataFetcher("leadsChanged", this::leadsChanged)
                .dataFetcher("leadChanged", this::leadChanged));
        wiring.type("Lead", lead -> lead.dataFetcher(
                        "project", new FromRow<>(LeadRow.class, row -> new ProjectReference(row.project())))
                .dataFetcher("customer", new FromRow<>(LeadRow.class, CustomerReference::of))
                .dataFetcher("opportunity", LeadFields::opportunity)
                .dataFetcher("history", LeadFields::history));
        wiring.type("LeadClosing", closing -> closing.dataFetcher("existingCustomer", LeadFields::existingCustomer)
                .dataFetcher("existingOpportunity", LeadFields::existingOpportunity));
    }

    private @Nullable LeadRow lead(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, LeadList.VIEW);
        return leads.find(
                        new LeadId(arguments.get("id")),
                        Identity.of(environment.getGraphQlContext()),
                        extent(environment))
                .orElse(null);
    }

    private Connection<LeadRow> leads(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, LeadList.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        LeadFilter filter = filter(arguments.object("filter"));
        return Connection.of(
                leads.page(filter, order(arguments), arguments.page(), actor, extent(environment)),
                () -> leads.count(filter, actor));
    }

    /** How much is to be read of each lead for what is asked about it. */
    private static LeadExtent extent(DataFetchingEnvironment environment) {
        return Selections.askForAny(environment, DETAILS) ? LeadExtent.WHOLE : LeadExtent.LISTED;
    }

    private LeadCounts counts(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, LeadList.VIEW);
        return leads.countByState(filter(arguments.object("filter")), Identity.of(environment.getGraphQlContext()));
    }

    private Publisher<LeadsUpdate> leadsChanged(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        LeadFilter filter = filter(arguments.object("filter"));
        LeadOrder order = order(arguments);
        int size = arguments.page().size();
        return live.updates(environment, actor -> changes.stream(filter, order, size, actor));
    }

    private Publisher<LeadRow> leadChanged(DataFetchingEnvironment environment) {
        LeadId lead = new LeadId(Arguments.of(environment).get("id"));
        return live.updates(environment, actor -> changes.stream(lead, actor));
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        LeadRow lead = row(environment);
        return Histories.connection(
                environment,
                new HistoryRequest.Of.Lead(lead.id(), lead.customer().id()));
    }

    private static @Nullable CompletableFuture<?> opportunity(DataFetchingEnvironment environment) {
        return Loaders.OPPORTUNITIES.loadIfAny(environment, row(environment).opportunity());
    }

    private static @Nullable CompletableFuture<?> existingCustomer(DataFetchingEnvironment environment) {
        LeadRow.Closing closing = environment.getSource();
        return Loaders.CUSTOMERS.loadIfAny(environment, closing.existingCustomer());
    }

    private static @Nullable CompletableFuture<?> existingOpportunity(DataFetchingEnvironment environment) {
        LeadRow.Closing closing = environment.getSource();
        return Loaders.OPPORTUNITIES.loadIfAny(environment, closing.existingOpportunity());
    }

    private static LeadRow row(DataFetchingEnvironment environment) {
        return environment.getSource();
    }

    static LeadFilter filter(Arguments filter) {
        CustomerId customer = filter.get("customer", CustomerId::new);
        return LeadFilter.builder()
                .projects(filter.anyOf("project", ProjectCode::new))
                .states(filter.anyOf("state", LeadState::valueOf))
                .owner(filter.owner())
                .awarenessChannels(filter.anyOf("awarenessChannel", code -> code))
                .followUpLevels(filter.anyOf("followUpLevel", code -> code))
                .customers(customer == null ? Set.of() : Set.of(customer))
                .search(filter.get("search"))
                .occurredAt(filter.time("occurredAt"))
                .registeredAt(filter.time("registeredAt"))
                .lastContactAt(filter.time("lastContactAt"))
                .build();
    }

    private static LeadOrder order(Arguments arguments) {
        Arguments order = arguments.object("orderBy");
        return new LeadOrder(
                order.get("field", LeadOrder.Field.class, LeadOrder.Field.REGISTERED_AT), order.isDescending());
    }
}
