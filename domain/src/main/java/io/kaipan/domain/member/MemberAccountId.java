package io.kaipan.domain.member;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a member account (G-3), for example {@code mem_01h455vb4pex5vsknk084sn02q}. */
public record MemberAccountId(@JsonValue String value) {
    public static final String PREFIX = "mem";

    public MemberAccountId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
