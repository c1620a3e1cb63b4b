package io.kaipan.domain.project;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a project (G-3). It follows from the project's code: see {@link ProjectCode#id()}. */
public record ProjectId(@JsonValue String value) {
    public static final String PREFIX = "project";

    public ProjectId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
