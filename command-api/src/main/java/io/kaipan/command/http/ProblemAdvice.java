package io.kaipan.command.http;

import io.kaipan.command.account.TooManySignIns;
import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.Refusals;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.shared.RuleViolation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request into problem details. What is unforeseen stands in the log only. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RequestRefused refused, Locale locale) {
        return answer(problems.of(refused.refusals(), locale));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RuleViolation violation, Locale locale) {
        return answer(problems.of(List.of(Refusals.of(violation)), locale));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManySignIns tooMany, Locale locale) {
        return ResponseEntity.status(Fault.RATE_LIMITED.status())
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(tooMany.retryAfter().toSeconds()))
                .body(problems.of(Fault.RATE_LIMITED, locale));
    }

    @ExceptionHandler({AccessRefused.class, AccessDeniedException.class})
    ResponseEntity<ProblemDetail> notAllowed(Locale locale) {
        return answer(problems.of(Fault.FORBIDDEN, locale));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSignedIn(AuthenticationException e, Locale locale) {
        return answer(problems.of(Fault.UNAUTHENTICATED, locale));
    }

    @ExceptionHandler({
        StoreUnavailable.class,
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception e, Locale locale) {
        LOG.warn(
                "The store is not available: {}",
                NestedExceptionUtils.getMostSpecificCause(e).toString());
        return ResponseEntity.status(Fault.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Problems.RETRY_AFTER.toSeconds()))
                .body(problems.of(Fault.UNAVAILABLE, locale));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception e, Locale locale) {
        LOG.error("A request failed on our side", e);
        return answer(problems.of(Fault.INTERNAL, locale));
    }

    /** What the framework itself finds wrong, for example the method or the media type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Fault fault = Fault.of(status);
        if (fault == Fault.INTERNAL) {
            LOG.error("A request failed on our side", e);
        }
        return ResponseEntity.status(fault.status())
                .headers(headers)
                .body(problems.of(fault, LocaleContextHolder.getLocale()));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
