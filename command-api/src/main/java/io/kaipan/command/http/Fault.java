package io.kaipan.command.http;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What goes wrong with a request besides the refusal of a command. The names are stable codes. */
public enum Fault {
    /** The request is not of the form asked for. */
    MALFORMED(HttpStatus.BAD_REQUEST),
    /** Nobody has signed in, or the sign-in has ended. */
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    /** The caller's roles don't allow it. */
    FORBIDDEN(HttpStatus.FORBIDDEN),
    /** A change sent with a session's cookie lacks the token that other pages can't know (CSRF). */
    CSRF_TOKEN_MISSING(HttpStatus.FORBIDDEN),
    /** Passwords are not taken over this line. */
    LINE_NOT_SAFE(HttpStatus.FORBIDDEN),
    /** There is nothing at this address. */
    ADDRESS_UNKNOWN(HttpStatus.NOT_FOUND),
    /** The address does not take this method. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    /** The address does not answer in a form the caller accepts. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    /** The body is longer than allowed. */
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /** The body is not in a form the address takes. */
    MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** Too many attempts; the Retry-After header says when to try again. */
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    /** A fault on our side; the log has more under the correlation id. */
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
    /** The store is out of reach; nothing is half done, try again. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    /** Kaipan has just been started and is not open yet; the Retry-After header says when to try again. */
    NOT_READY(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Fault(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** The fault that a status found by the framework stands for. */
    static Fault of(HttpStatusCode status) {
        for (Fault fault : values()) {
            if (fault.status.value() == status.value()) {
                return fault;
            }
        }
        return status.is4xxClientError() ? MALFORMED : INTERNAL;
    }
}
