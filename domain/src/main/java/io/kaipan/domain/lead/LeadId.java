package io.kaipan.domain.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a lead (G-3), for example {@code lead_01h455vb4pex5vsknk084sn02q}. */
public record LeadId(@JsonValue String value) {
    public static final String PREFIX = "lead";

    public LeadId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
