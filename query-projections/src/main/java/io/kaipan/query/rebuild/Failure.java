package io.kaipan.query.rebuild;

import java.sql.SQLException;

/**
 * Why a build failed, as people are told: kinds of errors and the states of PostgreSQL's, but not their messages, which may
 * hold personal data (G-5); our own name records and types at most.
 */
final class Failure {
    static String told(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = cause; at != null; at = at.getCause()) {
            text.append(text.isEmpty() ? "" : ", caused by ")
                    .append(at.getClass().getSimpleName());
            if (at instanceof SQLException sql) {
                text.append(" SQLSTATE ").append(sql.getSQLState());
            }
            if (at.getClass().getName().startsWith("io.kaipan.")) {
                text.append(": ").append(at.getMessage());
            }
        }
        return text.toString();
    }

    private Failure() {}
}
