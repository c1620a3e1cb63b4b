package io.kaipan.query.questionnairelist;

import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireId;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire with all its versions (QST-1).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param versions oldest first; the last is in force
 * @param retiredAt null unless retired
 * @param retiredReason null unless retired
 */
public record QuestionnaireRow(
        QuestionnaireId id,
        long version,
        QuestionnaireCode code,
        QuestionnaireKind kind,
        List<Version> versions,
        @Nullable Instant retiredAt,
        @Nullable String retiredReason,
        Instant changedAt) {
    /** The title in force. */
    public String title() {
        return versions.getLast().title();
    }

    /** The number of the version in force. */
    public int number() {
        return versions.getLast().number();
    }

    /** The questions in force. */
    public List<Question> questions() {
        return versions.getLast().questions();
    }

    public boolean retired() {
        return retiredAt != null;
    }

    /** A questionnaire as it was defined once. @param definedBy login name */
    public record Version(int number, String title, List<Question> questions, Instant definedAt, String definedBy) {}
}
