package io.kaipan.domain.questionnaire;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The unique code of a questionnaire: capitals, digits and hyphens, for example {@code VISIT-2026}. Only a questionnaire
 * defined for the first time is held to that form: any other text is simply the code of none.
 */
public record QuestionnaireCode(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,39}");

    boolean isWellFormed() {
        return FORM.matcher(value).matches();
    }

    /** The id of that record: derived from the code, so that two records of one code can't be in the log. */
    public QuestionnaireId id() {
        UUID named = UUID.nameUUIDFromBytes(("kaipan:questionnaire:" + value).getBytes(StandardCharsets.UTF_8));
        return new QuestionnaireId(TypeId.of(QuestionnaireId.PREFIX, named));
    }

    @Override
    public String toString() {
        return value;
    }
}
