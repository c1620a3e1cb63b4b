package io.kaipan.graphql.customer;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.RelativeRow;
import io.kaipan.query.customerrecord.Relatives;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about immediate relatives (CUS-5). */
@Component
class RelativeFields implements RuntimeWiringConfigurer {
    /** A customer's links, by customer. */
    static final Loader<CustomerId, List<RelativeRow>> RELATIVES = new Loader<>("relatives");

    private final Relatives relatives;
    private final Views views;

    RelativeFields(Relatives relatives, Views views, BatchLoaderRegistry registry) {
        this.relatives = relatives;
        this.views = views;
        Loaders.register(registry, RELATIVES, relatives::of);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("relativeLinks", this::links));
        wiring.type("RelativeLink", link -> link.dataFetcher(
                        "customer",
                        environment -> Loaders.CUSTOMERS.load(
                                environment, row(environment).customer()))
                .dataFetcher(
                        "relative",
                        environment -> Loaders.CUSTOMERS.load(
                                environment, row(environment).relative()))
                .dataFetcher("customerId", environment -> row(environment).customer())
                .dataFetcher("relativeId", environment -> row(environment).relative())
                .dataFetcher("countsFor", RelativeFields::countsFor));
    }

    private Connection<RelativeRow> links(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, CustomerRecords.VIEW);
        List<String> names = arguments.get("states");
        Set<RelativeLinkState> states = names == null
                ? Set.of()
                : names.stream().map(RelativeLinkState::valueOf).collect(Collectors.toSet());
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(relatives.page(states, arguments.page(), actor), () -> relatives.count(states, actor));
    }

    private static Object countsFor(DataFetchingEnvironment environment) {
        RelativeRow link = row(environment);
        if (link.state() != RelativeLinkState.APPROVED) {
            return List.of();
        }
        CompletableFuture<List<RelativeUse>> uses = Loaders.PROJECTS
                .load(environment, new ProjectCode(Arguments.of(environment).get("project")))
                .thenApply(project -> project == null ? List.of() : project.usesOf(link.relation()));
        return uses;
    }

    private static RelativeRow row(DataFetchingEnvironment environment) {
        return environment.getSource();
    }
}
