package io.kaipan.domain.opportunity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of an opportunity (G-3), for example {@code opp_01h455vb4pex5vsknk084sn02q}. */
public record OpportunityId(@JsonValue String value) {
    public static final String PREFIX = "opp";

    public OpportunityId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
