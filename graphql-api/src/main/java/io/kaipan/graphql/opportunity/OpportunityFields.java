package io.kaipan.graphql.opportunity;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.live.LiveUpdates;
import io.kaipan.graphql.project.ProjectReference;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.FromRow;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.opportunitylist.OpportunitiesUpdate;
import io.kaipan.query.opportunitylist.OpportunityChanges;
import io.kaipan.query.opportunitylist.OpportunityFilter;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.opportunitylist.OpportunityOrder;
import io.kaipan.query.opportunitylist.OpportunityRow;
import io.kaipan.query.opportunitylist.StageTotal;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.projectlist.ProjectRow;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about opportunities. */
@Component
public class OpportunityFields implements RuntimeWiringConfigurer {
    private final OpportunityList opportunities;
    private final OpportunityChanges changes;
    private final ProjectList projects;
    private final Views views;
    private final LiveUpdates live;

    OpportunityFields(
            OpportunityList opportunities,
            OpportunityChanges changes,
            ProjectList projects,
            Views views,
            LiveUpdates live) {
        this.opportunities = opportunities;
        this.changes = changes;
        this.live = live;
        this.projects = projects;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("opportunity", this::opportunity)
                .dataFetcher("opportunities", this::opportunities)
                .dataFetcher("opportunityBoard", this::board));
        wiring.type("Subscription", subscription -> subscription
                .dataFetcher("opportunitiesChanged", this::opportunitiesChanged)
                .dataFetcher("opportunityChanged", this::opportunityChanged));
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
                .dataFetcher("history", OpportunityFields::history)
                .dataFetcher("timeline", environment -> timeline(environment, false))
                .dataFetcher("interactions", environment -> timeline(environment, true))
                .dataFetcher("ownership", OpportunityFields::ownership));
    }

    private @Nullable OpportunityRow opportunity(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityList.VIEW);
        return opportunities
                .find(new OpportunityId(arguments.get("id")), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private Connection<OpportunityRow> opportunities(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityList.VIEW, CustomerRecords.VIEW);
        OpportunityFilter filter = filter(arguments.object("filter")).build();
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(
                opportunities.page(filter, order(arguments), arguments.page(), actor),
                () -> opportunities.count(filter, actor));
    }

    private Publisher<OpportunitiesUpdate> opportunitiesChanged(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        OpportunityFilter filter = filter(arguments.object("filter")).build();
        OpportunityOrder order = order(arguments);
        int size = arguments.page().size();
        return live.updates(environment, actor -> changes.stream(filter, order, size, actor));
    }

    private Publisher<OpportunityRow> opportunityChanged(DataFetchingEnvironment environment) {
        OpportunityId opportunity = new OpportunityId(Arguments.of(environment).get("id"));
        return live.updates(environment, actor -> changes.stream(opportunity, actor));
    }

    /** The project's stages in order, each with its total; retired ones only where opportunities still stand in them. */
    private @Nullable List<BoardColumn> board(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityList.VIEW, CustomerRecords.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        ProjectCode code = new ProjectCode(arguments.get("project"));
        ProjectRow project = projects.find(Set.of(code), actor).get(code);
        if (project == null) {
            return null;
        }
        OpportunityFilter filter = filter(arguments.object("filter"))
                .projects(Set.of(code))
                .states(Set.of())
                .build();
        Map<String, StageTotal> totals = new LinkedHashMap<>();
        opportunities.totals(filter, actor).forEach(total -> totals.put(total.stage(), total));
        List<BoardColumn> columns = new ArrayList<>();
        for (ProjectRow.Entry stage : project.stages()) {
            StageTotal total = totals.remove(stage.code());
            if (total != null || !stage.retired()) {
                columns.add(BoardColumn.of(stage, total));
            }
        }
        totals.values().forEach(total -> columns.add(BoardColumn.of(total)));
        return columns;
    }

    /** A stage of the pipeline board. */
    record BoardColumn(
            String stage, String label, boolean retired, long count, Money estimatedValue, Money weightedValue) {
        private static final Money NOTHING = Money.ofFen(0);

        static BoardColumn of(ProjectRow.Entry stage, @Nullable StageTotal total) {
            return total == null
                    ? new BoardColumn(stage.code(), stage.label(), stage.retired(), 0, NOTHING, NOTHING)
                    : new BoardColumn(
                            stage.code(),
                            stage.label(),
                            stage.retired(),
                            total.count(),
                            total.estimatedValue(),
                            total.weightedValue());
        }

        /** A stage of a policy that does not hold today. */
        static BoardColumn of(StageTotal total) {
            return new BoardColumn(
                    total.stage(), total.stage(), true, total.count(), total.estimatedValue(), total.weightedValue());
        }
    }

    /** Which opportunities an {@code OpportunityFilter} of the schema chooses. */
    public static OpportunityFilter.Builder filter(Arguments filter) {
        CustomerId customer = filter.get("customer", CustomerId::new);
        Arguments closeDate = filter.object("closeDate");
        return OpportunityFilter.builder()
                .projects(filter.anyOf("project", ProjectCode::new))
                .customers(customer == null ? Set.of() : Set.of(customer))
                .states(filter.anyOf("state", OpportunityState::valueOf))
                .stages(filter.anyOf("stage", code -> code))
                .awarenessChannels(filter.anyOf("awarenessChannel", code -> code))
                .followUpLevels(filter.anyOf("followUpLevel", code -> code))
                .followUpStates(filter.anyOf("followUpState", FollowUpState::valueOf))
                .closeReasons(filter.anyOf("closeReason", code -> code))
                .owner(filter.owner())
                .openedAt(filter.time("openedAt"))
                .closedAt(filter.time("closedAt"))
                .lastContactAt(filter.time("lastContactAt"))
                .closeDate(closeDate.get("gte"), closeDate.get("lt"))
                .search(filter.get("search"));
    }

    private static OpportunityOrder order(Arguments arguments) {
        Arguments order = arguments.object("orderBy");
        return new OpportunityOrder(
                order.get("field", OpportunityOrder.Field.class, OpportunityOrder.Field.OPENED_AT),
                order.isDescending());
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        OpportunityRow opportunity = row(environment);
        return Histories.connection(
                environment, new HistoryRequest.Of.Opportunity(opportunity.id(), opportunity.customer()));
    }

    /** @param interactions whether only interactions are wanted */
    private static CompletableFuture<?> timeline(DataFetchingEnvironment environment, boolean interactions) {
        OpportunityRow opportunity = row(environment);
        return Histories.connection(
                environment,
                new HistoryRequest.Of.Timeline(
                        opportunity.id(), opportunity.customer(), opportunity.lead(), interactions));
    }

    private static CompletableFuture<?> ownership(DataFetchingEnvironment environment) {
        OpportunityRow opportunity = row(environment);
        return Histories.connection(
                environment, new HistoryRequest.Of.Ownership(opportunity.id(), opportunity.customer()));
    }

    private static OpportunityRow row(DataFetchingEnvironment environment) {
        return environment.getSource();
    }
}
