package io.kaipan.graphql.member;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.memberaccountlist.AdjustmentRow;
import io.kaipan.query.memberaccountlist.AdjustmentState;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.PointsAdjustments;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about adjustments of points, and who waits for a second person (G-9). */
@Component
class AdjustmentFields implements RuntimeWiringConfigurer {
    private final PointsAdjustments adjustments;
    private final Views views;

    AdjustmentFields(PointsAdjustments adjustments, Views views) {
        this.adjustments = adjustments;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("pointsAdjustments", this::page));
        wiring.type(
                "PointsAdjustment",
                adjustment -> adjustment.dataFetcher(
                        "memberAccount",
                        environment -> Loaders.MEMBER_ACCOUNTS.load(
                                environment,
                                environment.<AdjustmentRow>getSource().account())));
    }

    private Connection<AdjustmentRow> page(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, MemberAccountList.VIEW);
        MemberAccountId account = arguments.get("account", MemberAccountId::new);
        List<String> states = arguments.get("states");
        PointsAdjustments.Wanted wanted = new PointsAdjustments.Wanted(
                arguments.anyOf("project", ProjectCode::new),
                account == null ? Set.of() : Set.of(account),
                states == null
                        ? Set.of()
                        : states.stream().map(AdjustmentState::valueOf).collect(Collectors.toSet()),
                Boolean.TRUE.equals(arguments.<Boolean>get("forMe")));
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(adjustments.page(wanted, arguments.page(), actor), () -> adjustments.count(wanted, actor));
    }
}
