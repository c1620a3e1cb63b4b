package io.kaipan.graphql.user;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.ByReference;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.projectlist.ProjectRow;
import io.kaipan.query.recordhistory.HistoryRequest;
import io.kaipan.query.userlist.UserFilter;
import io.kaipan.query.userlist.UserList;
import io.kaipan.query.userlist.UserRef;
import io.kaipan.query.userlist.UserRow;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about users. */
@Component
public class UserFields implements RuntimeWiringConfigurer {
    private final UserList users;
    private final Views views;

    UserFields(UserList users, Views views) {
        this.users = users;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("me", UserFields::me)
                .dataFetcher("user", this::user)
                .dataFetcher("users", this::users));
        wiring.type("Viewer", viewer -> viewer.dataFetcher("user", UserFields::userOfViewer));
        wiring.type("User", user -> user.defaultDataFetcher(new ByReference<>(
                        Loaders.USERS,
                        UserRef.class,
                        reference -> Set.of("id", "userName", "displayName"),
                        UserRef::userName))
                .dataFetcher("projects", UserFields::projects)
                .dataFetcher("history", UserFields::history));
    }

    private static Viewer me(DataFetchingEnvironment environment) {
        Actor actor = Identity.of(environment.getGraphQlContext());
        return new Viewer(
                actor.user(),
                actor.roles().stream().sorted().toList(),
                actor.projects().stream().sorted().toList());
    }

    private @Nullable UserRow user(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, UserList.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        UserId id = arguments.get("id", UserId::new);
        UserName name = arguments.get("userName", UserName::new);
        if (id != null && name == null) {
            return users.findById(Set.of(id), actor).get(id);
        }
        if (name != null && id == null) {
            return users.find(Set.of(name), actor).get(name);
        }
        throw ApiError.INVALID_ARGUMENT.exception("Give the id or the login name");
    }

    private Connection<UserRow> users(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, UserList.VIEW);
        Arguments wanted = arguments.object("filter");
        UserFilter filter = new UserFilter(
                wanted.anyOf("project", ProjectCode::new),
                wanted.anyOf("role", Role::valueOf),
                wanted.get("suspended"));
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(users.page(filter, arguments.page(), actor), () -> users.count(filter, actor));
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        return Histories.connection(environment, new HistoryRequest.Of.User(name(environment.getSource())));
    }

    private static CompletableFuture<List<ProjectRow>> projects(DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        CompletableFuture<UserRow> user = source instanceof UserRow row
                ? CompletableFuture.completedFuture(row)
                : Loaders.USERS.loadExisting(environment, name(source));
        return user.thenCompose(row -> Loaders.PROJECTS.loadMany(environment, row.projects()))
                .thenApply(rows -> rows.stream().filter(Objects::nonNull).toList());
    }

    private static CompletableFuture<@Nullable UserRow> userOfViewer(DataFetchingEnvironment environment) {
        Viewer viewer = environment.getSource();
        return Loaders.USERS.load(environment, new UserName(viewer.userName()));
    }

    private static UserName name(Object source) {
        return source instanceof UserRow row ? row.userName() : ((UserRef) source).userName();
    }

    /** Who is asking, as signed in. @param projectCodes of the projects bound to by name */
    public record Viewer(String userName, List<Role> roles, List<String> projectCodes) {}
}
