package io.kaipan.domain.project;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The unique code of a project (PRJ-1): capitals, digits and hyphens, for example {@code JYLW}. Only a project being
 * opened is held to that form: any other text is simply the code of no project.
 */
public record ProjectCode(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,19}");

    boolean isWellFormed() {
        return FORM.matcher(value).matches();
    }

    /** The id of that record: derived from the name, so that two records of one name can't be in the log. */
    public ProjectId id() {
        UUID named = UUID.nameUUIDFromBytes(("kaipan:project:" + value).getBytes(StandardCharsets.UTF_8));
        return new ProjectId(TypeId.of(ProjectId.PREFIX, named));
    }

    @Override
    public String toString() {
        return value;
    }
}
