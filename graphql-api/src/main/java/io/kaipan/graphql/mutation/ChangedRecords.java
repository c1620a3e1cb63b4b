package io.kaipan.graphql.mutation;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.graphql.node.NodeFields;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.questionnaireanswers.QuestionnaireAnswers;
import io.kaipan.query.questionnairelist.QuestionnaireList;
import io.kaipan.query.userlist.UserList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of payloads that show a record, read once the record's views have caught up with the command. */
@Component
class ChangedRecords implements WiringFactory {
    private static final Map<String, Set<String>> VIEWS = Map.of(
            "Lead", Set.of(LeadList.VIEW, CustomerRecords.VIEW),
            "Customer", Set.of(CustomerRecords.VIEW, LeadList.VIEW),
            "Opportunity", Set.of(OpportunityList.VIEW, CustomerRecords.VIEW, QuestionnaireAnswers.VIEW),
            "MemberAccount",
                    Set.of(
                            MemberAccountList.VIEW,
                            PointsStatement.VIEW,
                            CustomerRecords.VIEW,
                            QuestionnaireAnswers.VIEW),
            "Project", Set.of(ProjectList.VIEW),
            "Questionnaire", Set.of(QuestionnaireList.VIEW),
            "User", Set.of(UserList.VIEW));

    private final NodeFields nodes;

    ChangedRecords(NodeFields nodes) {
        this.nodes = nodes;
    }

    /** The views that show records of a type; none for any other type. */
    static Set<String> viewsOf(GraphQLOutputType type) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(type);
        return VIEWS.getOrDefault(named.getName(), Set.of());
    }

    @Override
    public boolean providesDataFetcher(FieldWiringEnvironment environment) {
        return environment.getParentType().getName().endsWith("Payload")
                && (!viewsOf(environment.getFieldType()).isEmpty() || isQuery(environment));
    }

    @Override
    public DataFetcher<?> getDataFetcher(FieldWiringEnvironment environment) {
        return isQuery(environment) ? payload -> Map.of() : this::record;
    }

    private static boolean isQuery(FieldWiringEnvironment environment) {
        GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(environment.getFieldType());
        return type.getName().equals("Query");
    }

    private @Nullable CompletableFuture<? extends @Nullable Object> record(DataFetchingEnvironment environment) {
        Payload payload = environment.getSource();
        if (!payload.isReadable()) {
            return null;
        }
        String id = payload.receipt().id();
        GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(environment.getFieldType());
        if (type.getName().equals("Opportunity") && id.startsWith(LeadId.PREFIX)) {
            return Loaders.LEADS
                    .load(environment, new LeadId(id))
                    .thenCompose(lead -> opportunityOf(lead, environment));
        }
        return nodes.load(id, environment);
    }

    /** A qualified lead is answered by the lead; the opportunity is the one it names (LEA-3). */
    private static CompletableFuture<? extends @Nullable Object> opportunityOf(
            @Nullable LeadRow lead, DataFetchingEnvironment environment) {
        return lead == null || lead.opportunity() == null
                ? CompletableFuture.completedFuture(null)
                : Loaders.OPPORTUNITIES.load(environment, lead.opportunity());
    }
}
