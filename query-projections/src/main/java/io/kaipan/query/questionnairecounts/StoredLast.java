package io.kaipan.query.questionnairecounts;

import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of {@code view.questionnaire_last}: how a record answered a questionnaire last, in countable marks.
 *
 * @param record whose history it stands in
 * @param number of the questionnaire's version
 */
record StoredLast(
        String record,
        QuestionnaireCode questionnaire,
        int number,
        ProjectCode project,
        Instant occurredAt,
        List<Mark> marks) {
    static final Table<StoredLast> LAST = Table.<StoredLast>named("questionnaire_last", "record_id", "questionnaire")
            .text("record_id", StoredLast::record)
            .text("questionnaire", StoredLast::questionnaire)
            .integer("number", StoredLast::number)
            .text("project", StoredLast::project)
            .instant("occurred_at", StoredLast::occurredAt)
            .texts("questions", row -> row.each(Mark::question))
            .texts("choices", row -> row.each(Mark::choice))
            .texts("numbers", row -> row.each(Mark::number))
            .reads(StoredLast::from);

    /**
     * What is counted: that a question was answered, and each choice besides.
     *
     * @param question its code
     * @param choice its code; empty where the answer itself is counted
     * @param number the answer to a question for one; else empty
     */
    record Mark(String question, String choice, String number) {
        private static Stream<Mark> of(Answer answer) {
            String number = answer.number() == null ? "" : answer.number().toPlainString();
            List<String> choices = answer.choices() == null ? List.of() : answer.choices();
            return Stream.concat(
                    Stream.of(new Mark(answer.code(), "", number)),
                    choices.stream().map(choice -> new Mark(answer.code(), choice, "")));
        }
    }

    static StoredLast of(QuestionnaireAnswered event) {
        return new StoredLast(
                event.opportunity().value(),
                event.questionnaire(),
                event.questionnaireVersion(),
                event.project(),
                event.occurredAt(),
                event.answers().stream().flatMap(Mark::of).toList());
    }

    static StoredLast of(EntryQuestionnaireAnswered event) {
        return new StoredLast(
                event.account().value(),
                event.questionnaire(),
                event.questionnaireVersion(),
                event.project(),
                event.occurredAt(),
                event.answers().stream().flatMap(Mark::of).toList());
    }

    private List<String> each(Function<Mark, String> part) {
        return marks.stream().map(part).toList();
    }

    private static StoredLast from(ResultSet row) throws SQLException {
        List<String> questions = Columns.values(row, "questions", Function.identity());
        List<String> choices = Columns.values(row, "choices", Function.identity());
        List<String> numbers = Columns.values(row, "numbers", Function.identity());
        return new StoredLast(
                row.getString("record_id"),
                new QuestionnaireCode(row.getString("questionnaire")),
                row.getInt("number"),
                new ProjectCode(row.getString("project")),
                Columns.instant(row, "occurred_at"),
                IntStream.range(0, questions.size())
                        .mapToObj(i -> new Mark(questions.get(i), choices.get(i), numbers.get(i)))
                        .toList());
    }
}
