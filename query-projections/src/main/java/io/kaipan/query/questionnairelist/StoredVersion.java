package io.kaipan.query.questionnairelist;

import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A row of {@code view.questionnaire_version}. */
record StoredVersion(QuestionnaireCode questionnaire, int number, String title, Instant definedAt, String definedBy) {
    static final Table<StoredVersion> VERSIONS = Table.<StoredVersion>named(
                    "questionnaire_version", "questionnaire", "number")
            .text("questionnaire", StoredVersion::questionnaire)
            .integer("number", StoredVersion::number)
            .text("title", StoredVersion::title)
            .instant("defined_at", StoredVersion::definedAt)
            .text("defined_by", StoredVersion::definedBy)
            .reads(StoredVersion::from);

    static StoredVersion defined(QuestionnaireDefined event, Recorded recorded) {
        return new StoredVersion(event.questionnaire(), event.version(), event.title(), recorded.at(), recorded.by());
    }

    static StoredVersion from(ResultSet row) throws SQLException {
        return new StoredVersion(
                new QuestionnaireCode(row.getString("questionnaire")),
                row.getInt("number"),
                row.getString("title"),
                Columns.instant(row, "defined_at"),
                row.getString("defined_by"));
    }
}
