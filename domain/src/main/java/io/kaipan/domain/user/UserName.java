package io.kaipan.domain.user;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The login name of a user: lower-case letters, digits, dots, hyphens, underscores and at signs, at most 60, for example
 * {@code chen.jie}. Only a user being registered is held to that form: any other text is simply the name of no user.
 */
public record UserName(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,59}");

    boolean isWellFormed() {
        return FORM.matcher(value).matches();
    }

    /** The id of that record: derived from the name, so that two records of one name can't be in the log. */
    public UserId id() {
        UUID named = UUID.nameUUIDFromBytes(("kaipan:user:" + value).getBytes(StandardCharsets.UTF_8));
        return new UserId(TypeId.of(UserId.PREFIX, named));
    }

    @Override
    public String toString() {
        return value;
    }
}
