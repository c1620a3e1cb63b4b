package io.kaipan.graphql.edge;

import io.kaipan.graphql.errors.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.AsyncServerResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers over HTTP. Where the whole request failed for a reason that proxies and clients act upon, the status says so;
 * otherwise it is as GraphQL over HTTP has it.
 */
@Component
class HttpAnswers extends GraphQlHttpHandler {
    private static final Set<ApiError> TOLD_BY_STATUS = Set.of(
            ApiError.UNAUTHENTICATED,
            ApiError.OPERATION_NOT_ALLOWED,
            ApiError.RATE_LIMITED,
            ApiError.TIMEOUT,
            ApiError.UNAVAILABLE,
            ApiError.VIEW_BEHIND);

    private final AnswerWriter writer;

    HttpAnswers(WebGraphQlHandler handler, AnswerWriter writer) {
        super(handler);
        this.writer = writer;
    }

    @Override
    protected ServerResponse.HeadersBuilder.WriteFunction getWriteFunction(
            Map<String, Object> answer, MediaType contentType) {
        return (request, response) -> {
            byte[] body = writer.write(answer);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            return null;
        };
    }

    /** The request's thread waits: to let it go and come back through all filters costs as much as to fetch a record. */
    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        return ((AsyncServerResponse) super.prepareResponse(request, response)).block();
    }

    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType mediaType) {
        List<ResponseError> errors = response.getErrors();
        if (!errors.isEmpty()
                && errors.getFirst().getErrorType() instanceof ApiError error
                && TOLD_BY_STATUS.contains(error)
                && errors.stream().allMatch(each -> each.getErrorType() == error)
                && isEmpty(response.getData())) {
            return HttpStatus.valueOf(error.httpStatus());
        }
        return super.selectResponseStatus(response, mediaType);
    }

    private static boolean isEmpty(Object data) {
        return !(data instanceof Map<?, ?> fields) || fields.values().stream().allMatch(Objects::isNull);
    }
}
