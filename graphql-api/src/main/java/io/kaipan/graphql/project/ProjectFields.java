package io.kaipan.graphql.project;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.ByReference;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.KnownList;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.projectlist.ProjectRow;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about projects. */
@Component
public class ProjectFields implements RuntimeWiringConfigurer {
    private final ProjectList projects;
    private final Views views;

    ProjectFields(ProjectList projects, Views views) {
        this.projects = projects;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Query", query -> query.dataFetcher("project", this::project).dataFetcher("projects", this::projects));
        wiring.type("Project", project -> project.defaultDataFetcher(new ByReference<>(
                        Loaders.PROJECTS,
                        ProjectReference.class,
                        reference -> ProjectReference.KNOWN,
                        ProjectReference::code))
                .dataFetcher("stagePolicyVersions", versions(ProjectRow::stagePolicy))
                .dataFetcher("followUpLevelPolicyVersions", versions(ProjectRow::followUpLevelPolicy))
                .dataFetcher("awarenessChannelPolicyVersions", versions(ProjectRow::awarenessChannelPolicy))
                .dataFetcher("closeReasonPolicyVersions", versions(ProjectRow::closeReasonPolicy))
                .dataFetcher("history", ProjectFields::history));
    }

    private @Nullable ProjectRow project(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, ProjectList.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        ProjectId id = arguments.get("id", ProjectId::new);
        ProjectCode code = arguments.get("code", ProjectCode::new);
        if (id != null && code == null) {
            return projects.findById(Set.of(id), actor).get(id);
        }
        if (code != null && id == null) {
            return projects.find(Set.of(code), actor).get(code);
        }
        throw ApiError.INVALID_ARGUMENT.exception("Give the id or the code");
    }

    private Connection<ProjectRow> projects(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, ProjectList.VIEW);
        Arguments filter = arguments.object("filter");
        Set<ProjectCode> codes = filter.anyOf("code", ProjectCode::new);
        Boolean closed = filter.get("closed");
        List<ProjectRow> chosen = projects.all(Identity.of(environment.getGraphQlContext())).stream()
                .filter(project -> codes.isEmpty() || codes.contains(project.code()))
                .filter(project -> closed == null || closed == project.closed())
                .toList();
        return Connection.of(
                KnownList.page(chosen, project -> project.code().value(), arguments.page()),
                () -> CappedCount.of(chosen.size()));
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        return Histories.connection(environment, new HistoryRequest.Of.Project(code(environment.getSource())));
    }

    private static DataFetcher<Object> versions(Function<ProjectRow, ProjectRow.Policy> policy) {
        return environment -> environment.getSource() instanceof ProjectRow row
                ? policy.apply(row).versions()
                : Loaders.PROJECTS
                        .loadExisting(environment, code(environment.getSource()))
                        .thenApply(row -> policy.apply(row).versions());
    }

    private static ProjectCode code(Object source) {
        return source instanceof ProjectRow row ? row.code() : ((ProjectReference) source).code();
    }
}
