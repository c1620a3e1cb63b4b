package io.kaipan.graphql.opportunity;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.opportunitylist.OpportunityFilter;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.opportunitylist.OpportunityOrder;
import io.kaipan.query.opportunitylist.OpportunityRow;
import io.kaipan.query.paging.OwnerFilter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The lists that the follow-up clock keeps for owners and managers (OPP-8). */
@Component
class FollowUpFields implements RuntimeWiringConfigurer {
    private static final OpportunityOrder LONGEST_WAITING_FIRST =
            new OpportunityOrder(OpportunityOrder.Field.WAITING_SINCE, false);

    private final OpportunityList opportunities;
    private final Views views;

    FollowUpFields(OpportunityList opportunities, Views views) {
        this.opportunities = opportunities;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("myFollowUps", this::owners)
                .dataFetcher("managerFollowUps", this::managers));
    }

    private Connection<OpportunityRow> owners(DataFetchingEnvironment environment) {
        return page(environment, FollowUpState.REMINDED, new OwnerFilter.Mine());
    }

    private Connection<OpportunityRow> managers(DataFetchingEnvironment environment) {
        return page(
                environment,
                FollowUpState.WITH_MANAGER,
                Arguments.of(environment).owner());
    }

    /** @param mildest the mildest state that stands on the list */
    private Connection<OpportunityRow> page(
            DataFetchingEnvironment environment, FollowUpState mildest, @Nullable OwnerFilter owner) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, OpportunityList.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        boolean overdueOnly = Boolean.TRUE.equals(arguments.<Boolean>get("overdueOnly"));
        Set<FollowUpState> states = EnumSet.range(overdueOnly ? FollowUpState.OVERDUE : mildest, FollowUpState.OVERDUE);
        OpportunityFilter filter = OpportunityFilter.builder()
                .projects(arguments.anyOf("project", ProjectCode::new))
                .owner(owner)
                .followUpStates(states)
                .build();
        return Connection.of(
                opportunities.page(filter, LONGEST_WAITING_FIRST, arguments.page(), actor),
                () -> opportunities.count(filter, actor));
    }
}
