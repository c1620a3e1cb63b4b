package io.kaipan.domain.member;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a redemption of points (G-3), for example {@code redm_01h455vb4pex5vsknk084sn02q}. */
public record RedemptionId(@JsonValue String value) {
    public static final String PREFIX = "redm";

    public RedemptionId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
