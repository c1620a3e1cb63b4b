package io.kaipan.query.questionnairelist;

import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questionnaires, by code, for everybody who works here. Three statements, however many there are. */
@Component
public class QuestionnaireList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "questionnaire-list";

    private final JdbcClient jdbc;

    QuestionnaireList(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(QuestionnaireCode questionnaire, int number) {}

    /** All questionnaires, by code. */
    public List<QuestionnaireRow> all() {
        List<StoredQuestionnaire> known = jdbc.sql("""
                SELECT questionnaire, version, kind, latest, retired_at, retired_reason, changed_at
                FROM view.questionnaire_list ORDER BY questionnaire""")
                .query((row, number) -> StoredQuestionnaire.from(row))
                .list();
        // what is defined in between is left out
        Map<Key, List<Question>> questions =
                jdbc.sql("""
                SELECT questionnaire, number, place, code, kind, text, required, choice_codes, choice_labels
                FROM view.questionnaire_question ORDER BY questionnaire, number, place""").query((row, number) -> StoredQuestion.from(row)).list().stream()
                        .collect(Collectors.groupingBy(
                                stored -> new Key(stored.questionnaire(), stored.number()),
                                Collectors.mapping(StoredQuestion::question, Collectors.toList())));
        Map<QuestionnaireCode, List<QuestionnaireRow.Version>> versions =
                jdbc.sql("""
                SELECT questionnaire, number, title, defined_at, defined_by FROM view.questionnaire_version
                ORDER BY questionnaire, number""").query((row, number) -> StoredVersion.from(row)).list().stream()
                        .filter(stored -> questions.containsKey(new Key(stored.questionnaire(), stored.number())))
                        .collect(Collectors.groupingBy(
                                StoredVersion::questionnaire,
                                Collectors.mapping(
                                        stored -> new QuestionnaireRow.Version(
                                                stored.number(),
                                                stored.title(),
                                                questions.get(new Key(stored.questionnaire(), stored.number())),
                                                stored.definedAt(),
                                                stored.definedBy()),
                                        Collectors.toList())));
        return known.stream()
                .map(stored -> new QuestionnaireRow(
                        stored.code().id(),
                        stored.version(),
                        stored.code(),
                        stored.kind(),
                        versions.get(stored.code()).subList(0, stored.latest()),
                        stored.retiredAt(),
                        stored.retiredReason(),
                        stored.changedAt()))
                .toList();
    }

    /** Several questionnaires by id; those that don't exist are missing from the answer. */
    public Map<QuestionnaireId, QuestionnaireRow> findById(Collection<QuestionnaireId> ids) {
        return all().stream()
                .filter(questionnaire -> ids.contains(questionnaire.id()))
                .collect(Collectors.toMap(QuestionnaireRow::id, Function.identity()));
    }
}
