package io.kaipan.query.questionnaireanswers;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A row of {@code view.questionnaire_answering}: a questionnaire answered once.
 *
 * @param record whose history it stands in
 * @param version of that record after it
 * @param number of the questionnaire's version
 */
record StoredAnswering(
        String record,
        long version,
        QuestionnaireCode questionnaire,
        int number,
        CustomerId customer,
        ProjectCode project,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {
    static final Table<StoredAnswering> ANSWERINGS = Table.<StoredAnswering>named(
                    "questionnaire_answering", "record_id", "version")
            .text("record_id", StoredAnswering::record)
            .number("version", StoredAnswering::version)
            .text("questionnaire", StoredAnswering::questionnaire)
            .integer("number", StoredAnswering::number)
            .text("customer_id", StoredAnswering::customer)
            .text("project", StoredAnswering::project)
            .instant("occurred_at", StoredAnswering::occurredAt)
            .instant("recorded_at", StoredAnswering::recordedAt)
            .text("recorded_by", StoredAnswering::recordedBy)
            .reads(StoredAnswering::from);

    static StoredAnswering of(QuestionnaireAnswered event, Recorded recorded) {
        return new StoredAnswering(
                event.opportunity().value(),
                recorded.version(),
                event.questionnaire(),
                event.questionnaireVersion(),
                event.customer(),
                event.project(),
                event.occurredAt(),
                recorded.at(),
                recorded.by());
    }

    static StoredAnswering of(EntryQuestionnaireAnswered event, Recorded recorded) {
        return new StoredAnswering(
                event.account().value(),
                recorded.version(),
                event.questionnaire(),
                event.questionnaireVersion(),
                event.customer(),
                event.project(),
                event.occurredAt(),
                recorded.at(),
                recorded.by());
    }

    static StoredAnswering from(ResultSet row) throws SQLException {
        return new StoredAnswering(
                row.getString("record_id"),
                row.getLong("version"),
                new QuestionnaireCode(row.getString("questionnaire")),
                row.getInt("number"),
                new CustomerId(row.getString("customer_id")),
                new ProjectCode(row.getString("project")),
                Columns.instant(row, "occurred_at"),
                Columns.instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
