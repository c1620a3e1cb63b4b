package io.kaipan.query.questionnairelist;

import io.kaipan.domain.questionnaire.Choice;
import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionKind;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A row of {@code view.questionnaire_question}: what a version asks, in its place. */
record StoredQuestion(QuestionnaireCode questionnaire, int number, int place, Question question) {
    static final Table<StoredQuestion> QUESTIONS = Table.<StoredQuestion>named(
                    "questionnaire_question", "questionnaire", "number", "place")
            .text("questionnaire", StoredQuestion::questionnaire)
            .integer("number", StoredQuestion::number)
            .integer("place", StoredQuestion::place)
            .text("code", stored -> stored.question.code())
            .text("kind", stored -> stored.question.kind())
            .text("text", stored -> stored.question.text())
            .flag("required", stored -> Boolean.TRUE.equals(stored.question.required()))
            .texts("choice_codes", stored -> stored.choices(Choice::code))
            .texts("choice_labels", stored -> stored.choices(Choice::label))
            .reads(StoredQuestion::from);

    private List<String> choices(Function<Choice, String> part) {
        List<Choice> choices = question.choices();
        return choices == null ? List.of() : choices.stream().map(part).toList();
    }

    static StoredQuestion from(ResultSet row) throws SQLException {
        List<String> codes = Columns.values(row, "choice_codes", Function.identity());
        List<String> labels = Columns.values(row, "choice_labels", Function.identity());
        return new StoredQuestion(
                new QuestionnaireCode(row.getString("questionnaire")),
                row.getInt("number"),
                row.getInt("place"),
                new Question(
                        row.getString("code"),
                        QuestionKind.valueOf(row.getString("kind")),
                        row.getString("text"),
                        row.getBoolean("required"),
                        IntStream.range(0, codes.size())
                                .mapToObj(i -> new Choice(codes.get(i), labels.get(i)))
                                .toList()));
    }
}
