package io.kaipan.graphql.member;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.project.ProjectReference;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.FromRow;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.MemberAccountRow;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.Slice;
import io.kaipan.query.pointsproof.PointsProof;
import io.kaipan.query.pointsproof.PointsProofs;
import io.kaipan.query.pointsproof.ProvenEntry;
import io.kaipan.query.pointsstatement.BalanceRequest;
import io.kaipan.query.pointsstatement.EntryType;
import io.kaipan.query.pointsstatement.ExpiringPoints;
import io.kaipan.query.pointsstatement.OutstandingPoints;
import io.kaipan.query.pointsstatement.OwedPoints;
import io.kaipan.query.pointsstatement.PointsEntryRow;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.pointsstatement.PointsTotals;
import io.kaipan.query.pointsstatement.StatementRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about points: statements, proofs and totals. */
@Component
class PointsFields implements RuntimeWiringConfigurer {
    private static final Loader<StatementRequest, Page<PointsEntryRow>> STATEMENTS = new Loader<>("pointsStatements");
    private static final Loader<BalanceRequest, Long> BALANCES = new Loader<>("pointsBalances");

    private final PointsProofs proofs;
    private final PointsTotals totals;
    private final Views views;
    private final Clock clock;

    PointsFields(
            PointsStatement statement,
            PointsProofs proofs,
            PointsTotals totals,
            Views views,
            Clock clock,
            BatchLoaderRegistry registry) {
        this.proofs = proofs;
        this.totals = totals;
        this.views = views;
        this.clock = clock;
        Loaders.register(registry, STATEMENTS, statement::pages);
        Loaders.register(registry, BALANCES, statement::balances);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("pointsStatement", this::statement)
                .dataFetcher("pointsProof", this::proof)
                .dataFetcher("expiringPoints", this::expiring)
                .dataFetcher("pointsOutstanding", this::outstanding));
        wiring.type("MemberAccount", account -> account.dataFetcher(
                        "statement",
                        environment -> statement(
                                environment.<MemberAccountRow>getSource().id(), environment))
                .dataFetcher("balanceAt", PointsFields::balanceAt));
        wiring.type(
                "PointsEntry",
                entry -> entry.dataFetcher(
                        "project", new FromRow<>(PointsEntryRow.class, row -> new ProjectReference(row.project()))));
        wiring.type("PointsProof", proof -> proof.dataFetcher("facts", PointsFields::facts));
    }

    private CompletableFuture<@Nullable Connection<PointsEntryRow>> statement(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, PointsStatement.VIEW);
        views.awaitAsked(arguments, MemberAccountList.VIEW);
        return statement(new MemberAccountId(arguments.get("account")), environment);
    }

    private static CompletableFuture<@Nullable Connection<PointsEntryRow>> statement(
            MemberAccountId account, DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        Arguments filter = arguments.object("filter");
        StatementRequest request = new StatementRequest(
                account,
                new StatementRequest.Wanted(
                        filter.anyOf("type", EntryType::valueOf),
                        filter.anyOf("kind", PointsKind::valueOf),
                        filter.time("occurredAt"),
                        filter.time("recordedAt"),
                        Boolean.TRUE.equals(arguments.<Boolean>get("latestFirst")),
                        arguments.page()));
        return STATEMENTS.load(environment, request).thenApply(page -> page == null ? null : Connection.of(page));
    }

    private static CompletableFuture<@Nullable Long> balanceAt(DataFetchingEnvironment environment) {
        Instant at = Arguments.of(environment).get("at");
        return BALANCES.load(
                environment,
                new BalanceRequest(environment.<MemberAccountRow>getSource().id(), Objects.requireNonNull(at)));
    }

    private @Nullable PointsProof proof(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        Instant at = arguments.get("at");
        return proofs.find(
                        new MemberAccountId(arguments.get("account")),
                        at == null ? clock.instant() : at,
                        Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private static Connection<ProvenEntry> facts(DataFetchingEnvironment environment) {
        List<ProvenEntry> all = environment.<PointsProof>getSource().facts();
        return Connection.of(
                Slice.of(
                        "proof",
                        all,
                        ProvenEntry::number,
                        Arguments.of(environment).page()),
                () -> CappedCount.of(all.size()));
    }

    private List<ExpiringPoints> expiring(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        return totals.expiring(
                projects(arguments), arguments.get("before"), Identity.of(environment.getGraphQlContext()));
    }

    private Outstanding outstanding(DataFetchingEnvironment environment) {
        Set<ProjectCode> projects = projects(Arguments.of(environment));
        Actor actor = Identity.of(environment.getGraphQlContext());
        List<OutstandingPoints> kinds = totals.outstanding(projects, actor);
        OwedPoints owed = totals.owed(projects, actor);
        return new Outstanding(
                kinds.stream().mapToLong(OutstandingPoints::points).sum(), kinds, owed.points(), owed.accounts());
    }

    private static Set<ProjectCode> projects(Arguments arguments) {
        return arguments.anyOf("project", ProjectCode::new);
    }

    /** What there is of points, and what is owed. */
    record Outstanding(long points, List<OutstandingPoints> kinds, long debt, long debtors) {}
}
