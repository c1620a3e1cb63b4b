package io.kaipan.command.intake;

import io.kaipan.domain.shared.RuleViolation;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Why a command was not carried out, in the one form that all transports carry: the node that handled the command works
 * it out from the exception, and the intake reads it from the details of the command's result.
 *
 * @param refusals what to answer; for a conflict only when further attempts meet it too
 */
public record Failure(Kind kind, List<Refusal> refusals) {
    /** What is to be done about it. */
    public enum Kind {
        /** A rule refused the command: the sender learns why. */
        REFUSED,
        /** Somebody else changed the same records at the same moment: a further attempt decides. */
        CONFLICT,
        /** Another command under the same idempotency key was carried out meanwhile: its outcome is the answer. */
        KEY_IN_USE,
        /** The store can't be reached or does not answer in time. */
        UNAVAILABLE
    }

    /** What an exception says; empty when it is none that a sender or the store can cause. */
    static Optional<Failure> of(Throwable exception, CommandType type, Record command) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            Failure failure = read(cause, type, command);
            if (failure != null) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    /** Whether an exception says that the store can't be reached or does not answer in time. */
    static boolean isUnavailable(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The same where it rests on {@link Assumptions}: a refusal becomes a conflict, since a further attempt asks. */
    Failure decidedAnew() {
        return kind == Kind.REFUSED ? new Failure(Kind.CONFLICT, refusals) : this;
    }

    private static @Nullable Failure read(Throwable cause, CommandType type, Record command) {
        return switch (cause) {
            case RuleViolation refused -> new Failure(Kind.REFUSED, List.of(Refusals.of(refused)));
            case ConflictingAggregateVersionException conflict -> stale(conflict);
            case AggregateNotFoundException missing ->
                new Failure(
                        Kind.REFUSED,
                        Refusals.at(
                                        type.componentNaming(missing.getAggregateIdentifier(), command),
                                        IntakeRule.NOT_FOUND)
                                .refusals());
            case AggregateStreamCreationException taken -> idTaken(type);
            // the store's keys and lookups know the id before the log does
            case DuplicateKeyException taken -> idTaken(type);
            case IdempotencyKeyInUse inUse -> new Failure(Kind.KEY_IN_USE, List.of());
            case ConcurrencyException conflict -> new Failure(Kind.CONFLICT, List.of());
            case ConcurrencyFailureException conflict -> new Failure(Kind.CONFLICT, List.of());
            case SQLException sql when isConflict(sql) -> new Failure(Kind.CONFLICT, List.of());
            default -> isOutage(cause) ? new Failure(Kind.UNAVAILABLE, List.of()) : null;
        };
    }

    private static Failure idTaken(CommandType type) {
        return new Failure(
                Kind.CONFLICT,
                Refusals.at(type.newIdComponent(), IntakeRule.ID_TAKEN).refusals());
    }

    /** An expected version beyond the present one comes from a copy here that is out of date: a further attempt reads anew. */
    private static Failure stale(ConflictingAggregateVersionException conflict) {
        Refusal refusal = new Refusal(
                IntakeRule.STALE_VERSION.name(),
                IntakeRule.STALE_VERSION.ruleId(),
                CommandReader.EXPECTED_VERSION,
                conflict.getActualVersion(),
                Map.of());
        boolean ahead = conflict.getExpectedVersion() > conflict.getActualVersion();
        return new Failure(ahead ? Kind.CONFLICT : Kind.REFUSED, List.of(refusal));
    }

    /** Serialization failure, deadlock. */
    private static boolean isConflict(SQLException sql) {
        return "40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState());
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case CannotCreateTransactionException noTransaction -> true;
            case DataAccessResourceFailureException noConnection -> true;
            case QueryTimeoutException tooLong -> true;
            case TransactionTimedOutException tooLong -> true;
            // the connection was lost at the commit: whether it took place, the key will tell
            case TransactionSystemException lost -> true;
            case TimeoutException noAnswer -> true;
            case AxonTransientException transport -> true;
            case SQLTransientConnectionException poolIsEmpty -> true;
            case SQLException sql -> isOutage(sql.getSQLState());
            default -> false;
        };
    }

    /** Connection lost, server short of resources or shutting down, statement or transaction cancelled for its length. */
    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P")
                        || sqlState.equals("57014")
                        || sqlState.equals("55P03")
                        || sqlState.equals("25P03")
                        || sqlState.equals("25P04"));
    }
}
