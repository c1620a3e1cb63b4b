package io.kaipan.domain.opportunity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of an interaction (G-3), for example {@code interaction_01h455vb4pex5vsknk084sn02q}. */
public record InteractionId(@JsonValue String value) {
    public static final String PREFIX = "interaction";

    public InteractionId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
