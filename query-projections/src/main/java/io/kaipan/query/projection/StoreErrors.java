package io.kaipan.query.projection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells the store's errors apart: those that pass by themselves, and those that the same rows would meet again. */
public final class StoreErrors {
    /** "Program limit exceeded", as by a text too long for an index. Spring takes it for a store that is out of reach. */
    private static final String TOO_LARGE = "54";

    /** Whether the store is out of reach, or busy: nobody's fault, to be tried again. */
    public static boolean isPassing(@Nullable Throwable error) {
        boolean passing = false;
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (isTooLarge(at)) {
                return false;
            }
            passing |= at instanceof TransientDataAccessException
                    || at instanceof RecoverableDataAccessException
                    || at instanceof NonTransientDataAccessResourceException
                    || at instanceof CannotCreateTransactionException;
        }
        return passing;
    }

    /** Whether a table refuses what a row holds: too long, too large, against a constraint. */
    public static boolean isRefusal(@Nullable Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof DataIntegrityViolationException || isTooLarge(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTooLarge(Throwable error) {
        return error instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(TOO_LARGE);
    }

    private StoreErrors() {}
}
