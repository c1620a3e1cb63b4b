package io.kaipan.domain.user;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a user (G-3). It follows from the login name: see {@link UserName#id()}. */
public record UserId(@JsonValue String value) {
    public static final String PREFIX = "user";

    public UserId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
