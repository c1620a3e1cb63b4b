package io.kaipan.domain.questionnaire;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a questionnaire (G-3); it follows from the code. */
public record QuestionnaireId(@JsonValue String value) {
    public static final String PREFIX = "quest";

    public QuestionnaireId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
