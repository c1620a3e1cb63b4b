package io.kaipan.domain.member;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a manual adjustment of points (G-3), for example {@code adj_01h455vb4pex5vsknk084sn02q}. */
public record AdjustmentId(@JsonValue String value) {
    public static final String PREFIX = "adj";

    public AdjustmentId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
