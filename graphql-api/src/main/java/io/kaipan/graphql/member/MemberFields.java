package io.kaipan.graphql.member;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.live.LiveUpdates;
import io.kaipan.graphql.project.ProjectReference;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.FromRow;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.memberaccountlist.ClearanceRow;
import io.kaipan.query.memberaccountlist.LevelChangeRow;
import io.kaipan.query.memberaccountlist.LevelCount;
import io.kaipan.query.memberaccountlist.MemberAccountChanges;
import io.kaipan.query.memberaccountlist.MemberAccountFilter;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.MemberAccountOrder;
import io.kaipan.query.memberaccountlist.MemberAccountRow;
import io.kaipan.query.memberaccountlist.MemberAccountsUpdate;
import io.kaipan.query.memberaccountlist.MemberFacts;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about members of the owners' club. */
@Component
public class MemberFields implements RuntimeWiringConfigurer {
    private static final Loader<MemberAccountId, List<LevelChangeRow>> LEVELS = new Loader<>("memberLevels");
    private static final Loader<MemberAccountId, List<ClearanceRow>> CLEARANCES = new Loader<>("memberClearances");

    private final MemberAccountList accounts;
    private final MemberAccountChanges changes;
    private final Views views;
    private final LiveUpdates live;

    MemberFields(
            MemberAccountList accounts,
            MemberAccountChanges changes,
            MemberFacts facts,
            Views views,
            LiveUpdates live,
            BatchLoaderRegistry registry) {
        this.accounts = accounts;
        this.changes = changes;
        this.views = views;
        this.live = live;
        Loaders.register(registry, LEVELS, facts::levels);
        Loaders.register(registry, CLEARANCES, facts::clearances);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("memberAccount", this::memberAccount)
                .dataFetcher("memberAccountByCard", this::memberAccountByCard)
                .dataFetcher("memberAccounts", this::memberAccounts)
                .dataFetcher("memberLevels", this::levels));
        wiring.type("Subscription", subscription -> subscription
                .dataFetcher("memberAccountsChanged", this::memberAccountsChanged)
                .dataFetcher("memberAccountChanged", this::memberAccountChanged));
        wiring.type("MemberAccount", account -> account.dataFetcher(
                        "project", new FromRow<>(MemberAccountRow.class, row -> new ProjectReference(row.project())))
                .dataFetcher(
                        "customer",
                        environment -> Loaders.CUSTOMERS.load(
                                environment, row(environment).customer()))
                .dataFetcher(
                        "referrer",
                        environment -> Loaders.MEMBER_ACCOUNTS.loadIfAny(
                                environment, row(environment).referrer()))
                .dataFetcher("levelHistory", environment -> ofAccount(LEVELS, environment))
                .dataFetcher("clearances", environment -> ofAccount(CLEARANCES, environment))
                .dataFetcher("history", MemberFields::history));
        wiring.type(
                "RegionalClearance",
                clearance -> clearance.dataFetcher(
                        "project", new FromRow<>(ClearanceRow.class, row -> new ProjectReference(row.project()))));
        wiring.type(
                "MemberLevelCount",
                count -> count.dataFetcher(
                        "project", new FromRow<>(LevelCount.class, row -> new ProjectReference(row.project()))));
    }

    private @Nullable MemberAccountRow memberAccount(DataFetchingEnvironment environment) {
        Arguments arguments = asked(environment);
        return accounts.find(new MemberAccountId(arguments.get("id")), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private @Nullable MemberAccountRow memberAccountByCard(DataFetchingEnvironment environment) {
        Arguments arguments = asked(environment);
        return accounts.byCard(CardNumber.parse(arguments.get("card")), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private Connection<MemberAccountRow> memberAccounts(DataFetchingEnvironment environment) {
        Arguments arguments = asked(environment);
        MemberAccountFilter filter = filter(arguments.object("filter"));
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(
                accounts.page(filter, order(arguments), arguments.page(), actor), () -> accounts.count(filter, actor));
    }

    private Arguments asked(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, MemberAccountList.VIEW);
        return arguments;
    }

    private List<LevelCount> levels(DataFetchingEnvironment environment) {
        return accounts.levels(
                Arguments.of(environment).anyOf("project", ProjectCode::new),
                Identity.of(environment.getGraphQlContext()));
    }

    private Publisher<MemberAccountsUpdate> memberAccountsChanged(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        MemberAccountFilter filter = filter(arguments.object("filter"));
        MemberAccountOrder order = order(arguments);
        int size = arguments.page().size();
        return live.updates(environment, actor -> changes.stream(filter, order, size, actor));
    }

    private Publisher<MemberAccountRow> memberAccountChanged(DataFetchingEnvironment environment) {
        MemberAccountId account = new MemberAccountId(Arguments.of(environment).get("id"));
        return live.updates(environment, actor -> changes.stream(account, actor));
    }

    /** What is known of an account beyond its row; nothing where it came by its card alone. */
    private static <R> CompletableFuture<List<R>> ofAccount(
            Loader<MemberAccountId, List<R>> loader, DataFetchingEnvironment environment) {
        return loader.load(environment, row(environment).id()).thenApply(rows -> rows == null ? List.of() : rows);
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        MemberAccountRow account = row(environment);
        return Histories.connection(environment, new HistoryRequest.Of.Membership(account.id(), account.customer()));
    }

    private static MemberAccountRow row(DataFetchingEnvironment environment) {
        return environment.getSource();
    }

    /** What a filter of member accounts means. */
    public static MemberAccountFilter filter(Arguments filter) {
        CustomerId customer = filter.get("customer", CustomerId::new);
        MemberAccountId referrer = filter.get("referrer", MemberAccountId::new);
        Arguments balance = filter.object("balance");
        return new MemberAccountFilter(
                Set.of(),
                filter.anyOf("project", ProjectCode::new),
                customer == null ? Set.of() : Set.of(customer),
                referrer == null ? Set.of() : Set.of(referrer),
                filter.anyOf("state", MembershipState::valueOf),
                filter.anyOf("level", MemberLevel::valueOf),
                points(balance.get("gte")),
                points(balance.get("lte")),
                filter.time("memberSince"),
                filter.get("expiringBefore"),
                filter.get("search"));
    }

    private static @Nullable Long points(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private static MemberAccountOrder order(Arguments arguments) {
        Arguments order = arguments.object("orderBy");
        return new MemberAccountOrder(
                order.get("field", MemberAccountOrder.Field.class, MemberAccountOrder.Field.APPLIED_AT),
                order.isDescending());
    }
}
