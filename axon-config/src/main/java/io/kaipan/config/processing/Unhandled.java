package io.kaipan.config.processing;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why an event was parked, as it stands in queue and log: kinds and places of errors, but not their messages, which may
 * hold personal data (G-5).
 */
final class Unhandled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unhandled(Throwable cause) {
        super(describe(cause), cause, false, false);
    }

    private static String describe(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = cause; at != null; at = at.getCause()) {
            text.append(text.isEmpty() ? "" : ", caused by ")
                    .append(at.getClass().getSimpleName());
            if (at instanceof SQLException sql) {
                text.append(" SQLSTATE ").append(sql.getSQLState()).append(constraintOf(sql));
            }
        }
        placeOf(cause).ifPresent(place -> text.append(" at ").append(place));
        return text.toString();
    }

    private static String constraintOf(SQLException sql) {
        ServerErrorMessage server = sql instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        @Nullable String constraint = server == null ? null : server.getConstraint();
        return constraint == null ? "" : " of constraint " + constraint;
    }

    private static Optional<StackTraceElement> placeOf(Throwable cause) {
        return Stream.of(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.kaipan."))
                .findFirst();
    }
}
