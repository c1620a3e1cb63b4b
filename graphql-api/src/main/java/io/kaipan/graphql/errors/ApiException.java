package io.kaipan.graphql.errors;

/** Ends a request, or one field of it, with an error meant for the caller. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiError error;

    ApiException(ApiError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
