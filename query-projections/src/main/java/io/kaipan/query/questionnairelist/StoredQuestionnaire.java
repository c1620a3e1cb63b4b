package io.kaipan.query.questionnairelist;

import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.questionnaire_list}. @param latest the number of the version in force */
record StoredQuestionnaire(
        QuestionnaireCode code,
        long version,
        QuestionnaireKind kind,
        int latest,
        @Nullable Instant retiredAt,
        @Nullable String retiredReason,
        Instant changedAt) {
    static final Table<StoredQuestionnaire> QUESTIONNAIRES = Table.<StoredQuestionnaire>named(
                    "questionnaire_list", "questionnaire")
            .text("questionnaire", StoredQuestionnaire::code)
            .number("version", StoredQuestionnaire::version)
            .text("kind", StoredQuestionnaire::kind)
            .integer("latest", StoredQuestionnaire::latest)
            .instant("retired_at", StoredQuestionnaire::retiredAt)
            .text("retired_reason", StoredQuestionnaire::retiredReason)
            .instant("changed_at", StoredQuestionnaire::changedAt)
            .reads(StoredQuestionnaire::from);

    static StoredQuestionnaire defined(QuestionnaireDefined event, Recorded recorded) {
        return new StoredQuestionnaire(
                event.questionnaire(), recorded.version(), event.kind(), event.version(), null, null, recorded.at());
    }

    StoredQuestionnaire retired(String reason, Recorded recorded) {
        return new StoredQuestionnaire(code, recorded.version(), kind, latest, recorded.at(), reason, recorded.at());
    }

    static StoredQuestionnaire from(ResultSet row) throws SQLException {
        return new StoredQuestionnaire(
                new QuestionnaireCode(row.getString("questionnaire")),
                row.getLong("version"),
                QuestionnaireKind.valueOf(row.getString("kind")),
                row.getInt("latest"),
                Columns.instantOrNull(row, "retired_at"),
                row.getString("retired_reason"),
                Columns.instant(row, "changed_at"));
    }
}
