package io.kaipan.graphql.errors;

import graphql.ErrorClassification;

/** The codes of GraphQL errors, {@code extensions.code}. What a user can mend is no error but a refusal. */
public enum ApiError implements ErrorClassification {
    /** Nobody has signed in, or the sign-in has ended. */
    UNAUTHENTICATED(401),
    /** The caller's roles do not allow it. */
    FORBIDDEN(403),
    /** The request, document or variables are not of the form the schema asks for. */
    MALFORMED(400),
    /** The operation can't be asked for in this way: a change by GET, a live update without WebSocket or SSE. */
    OPERATION_NOT_ALLOWED(405),
    /** The request is longer than allowed. */
    BODY_TOO_LARGE(413),
    /** An argument has a value that makes no sense, for example a cursor from elsewhere. */
    INVALID_ARGUMENT(400),
    /** The document is larger, deeper or costlier than allowed. */
    LIMIT_EXCEEDED(400),
    /** The document is not among the trusted ones. */
    DOCUMENT_UNKNOWN(400),
    /** Too many requests; the Retry-After header says when to try again. */
    RATE_LIMITED(429),
    /** No answer in time. A change may have taken place: send it again under the same idempotency key. */
    TIMEOUT(504),
    /** A view has not reached the position asked for by {@code atLeast}; ask again. */
    VIEW_BEHIND(503),
    /** The store is out of reach; nothing is half done, try again. */
    UNAVAILABLE(503),
    /** A fault on our side; the log has more under the correlation id. */
    INTERNAL(500);

    private final int httpStatus;

    ApiError(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status of a response that consists of this error alone. */
    public int httpStatus() {
        return httpStatus;
    }

    /** An exception that reaches the caller as this error. @param message one sentence without inner details */
    public ApiException exception(String message) {
        return new ApiException(this, message);
    }
}
