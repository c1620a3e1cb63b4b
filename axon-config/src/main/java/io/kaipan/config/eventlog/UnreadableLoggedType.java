package io.kaipan.config.eventlog;

import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;

/**
 * The log holds a name or revision that this version of Kaipan can't read. Loading stops there: going on without the
 * event would silently build wrong state.
 */
public final class UnreadableLoggedType extends SerializationException {
    private static final long serialVersionUID = 1L;

    UnreadableLoggedType(SerializedType stored, @Nullable SerializedType known) {
        super("The log holds '" + stored.getName() + "' revision " + stored.getRevision() + ", and "
                + (known == null
                        ? "no event of that name is known"
                        : "no upcaster leads from there to revision " + known.getRevision()));
    }
}
