package io.kaipan.graphql.questionnaire;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireId;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.KnownList;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.questionnairelist.QuestionnaireList;
import io.kaipan.query.questionnairelist.QuestionnaireRow;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about questionnaires (QST-1). */
@Component
public class QuestionnaireFields implements RuntimeWiringConfigurer {
    public static final Loader<QuestionnaireId, QuestionnaireRow> QUESTIONNAIRES = new Loader<>("questionnaires");

    private final QuestionnaireList questionnaires;
    private final Views views;

    QuestionnaireFields(QuestionnaireList questionnaires, Views views, BatchLoaderRegistry registry) {
        this.questionnaires = questionnaires;
        this.views = views;
        Loaders.register(registry, QUESTIONNAIRES, (ids, actor) -> questionnaires.findById(ids));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("questionnaire", this::questionnaire)
                .dataFetcher("questionnaires", this::questionnaires));
        wiring.type(
                "Questionnaire",
                questionnaire -> questionnaire.dataFetcher(
                        "history",
                        environment -> Histories.connection(
                                environment,
                                new HistoryRequest.Of.Questionnaire(environment
                                        .<QuestionnaireRow>getSource()
                                        .code()))));
    }

    private @Nullable QuestionnaireRow questionnaire(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, QuestionnaireList.VIEW);
        QuestionnaireId id = new QuestionnaireCode(arguments.get("code")).id();
        return questionnaires.findById(List.of(id)).get(id);
    }

    private Connection<QuestionnaireRow> questionnaires(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, QuestionnaireList.VIEW);
        String kind = arguments.get("kind");
        Boolean retired = arguments.get("retired");
        List<QuestionnaireRow> chosen = questionnaires.all().stream()
                .filter(row -> kind == null || row.kind() == QuestionnaireKind.valueOf(kind))
                .filter(row -> retired == null || row.retired() == retired)
                .toList();
        return Connection.of(
                KnownList.page(chosen, row -> row.code().value(), arguments.page()),
                () -> CappedCount.of(chosen.size()));
    }
}
