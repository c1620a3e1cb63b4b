package io.kaipan.graphql.node;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.bulk.ImportJob;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectId;
import io.kaipan.domain.questionnaire.QuestionnaireId;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserId;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.imports.ImportFields;
import io.kaipan.graphql.questionnaire.QuestionnaireFields;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Audience;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.query.customerrecord.CustomerRow;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.memberaccountlist.MemberAccountRow;
import io.kaipan.query.opportunitylist.OpportunityRow;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.projectlist.ProjectRow;
import io.kaipan.query.questionnairelist.QuestionnaireRow;
import io.kaipan.query.userlist.UserRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** {@code node} and {@code nodes}: the id's prefix says the type, and the type's audience is asked before anything is read. */
@Component
public class NodeFields implements RuntimeWiringConfigurer {
    private final Map<String, Kind> kinds;

    NodeFields() {
        kinds = Map.of(
                LeadId.PREFIX,
                new Kind("Lead", LeadRow.class, (id, environment) -> Loaders.LEADS.load(environment, new LeadId(id))),
                CustomerId.PREFIX,
                new Kind(
                        "Customer",
                        CustomerRow.class,
                        (id, environment) -> Loaders.CUSTOMERS_THEMSELVES.load(environment, new CustomerId(id))),
                OpportunityId.PREFIX,
                new Kind(
                        "Opportunity",
                        OpportunityRow.class,
                        (id, environment) -> Loaders.OPPORTUNITIES.load(environment, new OpportunityId(id))),
                MemberAccountId.PREFIX,
                new Kind(
                        "MemberAccount",
                        MemberAccountRow.class,
                        (id, environment) -> Loaders.MEMBER_ACCOUNTS.load(environment, new MemberAccountId(id))),
                ProjectId.PREFIX,
                new Kind(
                        "Project",
                        ProjectRow.class,
                        (id, environment) -> Loaders.PROJECTS_BY_ID.load(environment, new ProjectId(id))),
                QuestionnaireId.PREFIX,
                new Kind(
                        "Questionnaire",
                        QuestionnaireRow.class,
                        (id, environment) ->
                                QuestionnaireFields.QUESTIONNAIRES.load(environment, new QuestionnaireId(id))),
                UserId.PREFIX,
                new Kind(
                        "User",
                        UserRow.class,
                        (id, environment) -> Loaders.USERS_BY_ID.load(environment, new UserId(id))),
                ImportJob.PREFIX,
                new Kind(
                        "ImportJob",
                        ImportJob.class,
                        (id, environment) ->
                                ImportFields.JOBS.load(environment, TypeId.checked(ImportJob.PREFIX, id))));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("node", this::node).dataFetcher("nodes", this::nodes));
        wiring.type(
                "Node",
                node -> node.typeResolver(
                        environment -> environment.getSchema().getObjectType(typeOf(environment.getObject()))));
    }

    /**
     * The record with that id; completes with null when there is none or the caller may not see it.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link SharedRule#ID_INVALID}
     * @throws io.kaipan.graphql.errors.ApiException FORBIDDEN when the caller is not of the type's audience
     */
    public CompletableFuture<? extends @Nullable Object> load(String id, DataFetchingEnvironment environment) {
        Kind kind = kinds.get(id.substring(0, Math.max(0, id.indexOf('_'))));
        if (kind == null) {
            throw SharedRule.ID_INVALID.violation();
        }
        GraphQLObjectType type = environment.getGraphQLSchema().getObjectType(kind.type());
        Identity.requireAny(
                Identity.of(environment.getGraphQlContext()),
                Audience.declaredOn(type).orElseThrow());
        return kind.find().byId(id, environment);
    }

    private CompletableFuture<? extends @Nullable Object> node(DataFetchingEnvironment environment) {
        return load(Arguments.of(environment).get("id"), environment);
    }

    private CompletableFuture<List<@Nullable Object>> nodes(DataFetchingEnvironment environment) {
        List<String> ids = Arguments.of(environment).get("ids");
        if (ids.size() > PageRequest.MAX_SIZE) {
            throw ApiError.INVALID_ARGUMENT.exception("At most " + PageRequest.MAX_SIZE + " ids");
        }
        List<CompletableFuture<? extends @Nullable Object>> records = new ArrayList<>();
        ids.forEach(id -> records.add(load(id, environment)));
        return CompletableFuture.allOf(records.toArray(CompletableFuture[]::new))
                .thenApply(all -> records.stream()
                        .<@Nullable Object>map(CompletableFuture::join)
                        .toList());
    }

    private String typeOf(Object row) {
        return kinds.values().stream()
                .filter(kind -> kind.row().isInstance(row))
                .map(Kind::type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(row.getClass().getSimpleName() + " is no node"));
    }

    private record Kind(String type, Class<?> row, Find find) {}

    private interface Find {
        CompletableFuture<? extends @Nullable Object> byId(String id, DataFetchingEnvironment environment);
    }
}
