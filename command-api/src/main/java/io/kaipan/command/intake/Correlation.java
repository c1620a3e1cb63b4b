package io.kaipan.command.intake;

import java.util.Objects;
import java.util.UUID;
import org.slf4j.MDC;

/** The id that ties together a request, what it writes into the log book and the events it causes (G-4). */
public final class Correlation {
    /** Where the id stands in the logging context. */
    public static final String KEY = "correlationId";

    /** The id of the request at hand; a new one outside of any. */
    public static String id() {
        return Objects.requireNonNullElseGet(
                MDC.get(KEY), () -> UUID.randomUUID().toString());
    }

    private Correlation() {}
}
