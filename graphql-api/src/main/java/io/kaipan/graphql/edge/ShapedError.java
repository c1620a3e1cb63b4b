package io.kaipan.graphql.edge;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import io.kaipan.graphql.errors.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as callers see it: a sentence, where, a code, and the id under which our log has more. Nothing else. */
final class ShapedError implements GraphQLError {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final transient @Nullable List<SourceLocation> locations;
    private final transient @Nullable List<Object> path;
    private final ApiError code;
    private final String correlationId;

    private ShapedError(
            String message,
            @Nullable List<SourceLocation> locations,
            @Nullable List<Object> path,
            ApiError code,
            String correlationId) {
        this.message = message;
        this.locations = locations;
        this.path = path;
        this.code = code;
        this.correlationId = correlationId;
    }

    /** Shapes an error of ours, which says its code, or of the engine, which says what kind it is. */
    static ShapedError of(GraphQLError error, String correlationId) {
        ApiError code = codeOf(error);
        boolean ours = error.getErrorType() instanceof ApiError;
        String message = ours || code != ApiError.INTERNAL ? error.getMessage() : "Something went wrong on our side";
        return new ShapedError(message, error.getLocations(), error.getPath(), code, correlationId);
    }

    static ShapedError of(ApiError code, String message, String correlationId) {
        return new ShapedError(message, null, null, code, correlationId);
    }

    private static ApiError codeOf(GraphQLError error) {
        return switch (error.getErrorType()) {
            case ApiError code -> code;
            case graphql.ErrorType.InvalidSyntax,
                    graphql.ErrorType.ValidationError,
                    graphql.ErrorType.OperationNotSupported -> ApiError.MALFORMED;
            // the engine gives up on introspection that asks for the same again and again
            case graphql.ErrorType.ExecutionAborted -> ApiError.LIMIT_EXCEEDED;
            default -> ApiError.INTERNAL;
        };
    }

    ApiError code() {
        return code;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public @Nullable List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return code;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", code.name(), "correlationId", correlationId);
    }

    /** As {@link GraphQLError} writes it, without the engine's own classification. */
    @Override
    public Map<String, Object> toSpecification() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("message", message);
        if (locations != null && !locations.isEmpty()) {
            written.put(
                    "locations",
                    locations.stream()
                            .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
                            .toList());
        }
        if (path != null) {
            written.put("path", path);
        }
        written.put("extensions", getExtensions());
        return written;
    }
}
