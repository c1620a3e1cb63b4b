package io.kaipan.graphql.schema;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.CustomerRow;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.MemberAccountRow;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.opportunitylist.OpportunityRow;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.projectlist.ProjectRow;
import io.kaipan.query.userlist.UserList;
import io.kaipan.query.userlist.UserRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records that other records point at, fetched for a whole page at once: the number of statements doesn't grow with the
 * page. Who asks comes from the request's own context (G-8).
 */
@Component
public class Loaders {
    public static final Loader<LeadId, LeadRow> LEADS = new Loader<>("leads");
    /** Whoever stands for a customer now: they themselves, or who they were merged into (CUS-4). */
    public static final Loader<CustomerId, CustomerRow> CUSTOMERS = new Loader<>("customers");
    /** Customers under their own ids, merged or not. */
    public static final Loader<CustomerId, CustomerRow> CUSTOMERS_THEMSELVES = new Loader<>("customersThemselves");

    public static final Loader<OpportunityId, OpportunityRow> OPPORTUNITIES = new Loader<>("opportunities");
    public static final Loader<MemberAccountId, MemberAccountRow> MEMBER_ACCOUNTS = new Loader<>("memberAccounts");
    /** The memberships of customers and of those merged into them. */
    public static final Loader<CustomerId, MemberAccountRow> MEMBER_ACCOUNTS_OF = new Loader<>("memberAccountsOf");

    public static final Loader<ProjectId, ProjectRow> PROJECTS_BY_ID = new Loader<>("projectsById");
    public static final Loader<ProjectCode, ProjectRow> PROJECTS = new Loader<>("projects");
    public static final Loader<UserId, UserRow> USERS_BY_ID = new Loader<>("usersById");
    /** Owners and authors of what the caller sees, whoever the caller is. */
    public static final Loader<UserName, UserRow> USERS = new Loader<>("users");

    Loaders(
            BatchLoaderRegistry registry,
            LeadList leads,
            CustomerRecords customers,
            OpportunityList opportunities,
            MemberAccountList members,
            ProjectList projects,
            UserList users) {
        register(registry, LEADS, leads::find);
        register(registry, CUSTOMERS, customers::findPresent);
        register(registry, CUSTOMERS_THEMSELVES, customers::find);
        register(registry, OPPORTUNITIES, opportunities::find);
        register(registry, MEMBER_ACCOUNTS, members::find);
        register(registry, MEMBER_ACCOUNTS_OF, members::of);
        register(registry, PROJECTS, projects::find);
        register(registry, PROJECTS_BY_ID, projects::findById);
        register(registry, USERS_BY_ID, users::findById);
        register(registry, USERS, (names, actor) -> users.named(names));
    }

    /** Adds a loader. @param find reads rows of many keys at once, as the actor may see them */
    public static <K, R> void register(
            BatchLoaderRegistry registry, Loader<K, R> loader, BiFunction<Collection<K>, Actor, Map<K, R>> find) {
        registry.<K, R>forName(loader.name()).registerMappedBatchLoader((keys, environment) -> {
            GraphQLContext context = environment.getContext();
            return Mono.fromCallable(() -> find.apply(keys, Identity.of(context)));
        });
    }

    /** Fetches rows of one kind by key; absent rows come as null. */
    public record Loader<K, R>(String name) {
        public CompletableFuture<@Nullable R> load(DataFetchingEnvironment environment, K key) {
            return environment.<K, R>getDataLoader(name).load(key);
        }

        /**
         * As {@link #load}, for what another record points at.
         *
         * @throws io.kaipan.graphql.errors.ApiException VIEW_BEHIND, when completed, in the place of an absent row
         */
        public CompletableFuture<R> loadExisting(DataFetchingEnvironment environment, K key) {
            return load(environment, key).thenApply(row -> {
                if (row == null) {
                    throw ApiError.VIEW_BEHIND.exception("The record can't be read yet; ask again");
                }
                return row;
            });
        }

        /** As {@link #load}; null at once when there is no key. */
        public @Nullable CompletableFuture<@Nullable R> loadIfAny(
                DataFetchingEnvironment environment, @Nullable K key) {
            return key == null ? null : load(environment, key);
        }

        /** Rows in the order of their keys, null for each absent one. */
        public CompletableFuture<List<@Nullable R>> loadMany(DataFetchingEnvironment environment, List<K> keys) {
            return environment.<K, R>getDataLoader(name).loadMany(keys);
        }
    }
}
