package io.kaipan.graphql.edge;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import io.kaipan.command.intake.Correlation;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.errors.ApiException;
import io.kaipan.graphql.errors.ExceptionAnswers;
import io.kaipan.graphql.limits.Transport;
import io.kaipan.graphql.mutation.IdempotencyKey;
import io.kaipan.graphql.schema.Caller;
import io.kaipan.graphql.schema.Workers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.MDC;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every GraphQL request passes here, whichever way it came: it is carried out within the time allowed, under the caller's
 * identity and a correlation id, and its errors leave in the one shape callers know. A request over HTTP is carried out
 * by the thread that brought it; what comes over a socket, or goes on for long, by a thread of its own.
 */
@Component
class RequestEdge implements WebGraphQlInterceptor {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Callers callers;
    private final EndpointSettings settings;
    private final TrustedDocuments documents;
    private final Workers workers;
    private final TimeLimit limit;

    RequestEdge(
            Callers callers, EndpointSettings settings, TrustedDocuments documents, Workers workers, TimeLimit limit) {
        this.callers = callers;
        this.documents = documents;
        this.settings = settings;
        this.workers = workers;
        this.limit = limit;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String correlation = Correlation.id();
        return Mono.defer(() -> carryOut(request, chain, caller(request), correlation))
                .onErrorResume(exception -> Mono.just(answer(request, ExceptionAnswers.answer(exception))))
                .map(response -> shaped(response, correlation));
    }

    private Caller caller(WebGraphQlRequest request) {
        Authentication signedIn = Requests.signedIn(request);
        String session = Requests.session(request);
        return request instanceof WebSocketGraphQlRequest
                ? callers.ofMessage(signedIn, session)
                : callers.of(signedIn, session);
    }

    private Mono<WebGraphQlResponse> carryOut(
            WebGraphQlRequest request, Chain chain, Caller caller, String correlation) {
        String text = documents.text(request.getDocument());
        Transport transport = Requests.transport(request);
        request.configureExecutionInput((input, builder) -> {
            GraphQLContext context = input.getGraphQLContext();
            context.put(Caller.class, caller);
            context.put(Transport.class, transport);
            String key = request.getHeaders().getFirst(IdempotencyKey.HEADER);
            if (key != null) {
                context.put(IdempotencyKey.place(), key);
            }
            GraphQL.unusualConfiguration(context).dataloaderConfig().enableDataLoaderChaining(true);
            return builder.query(text).locale(locale(request)).build();
        });
        return switch (transport) {
            case GET, POST -> carryOutHere(request, chain);
            case SSE, SOCKET -> carryOutElsewhere(request, chain, correlation);
        };
    }

    private Mono<WebGraphQlResponse> carryOutHere(WebGraphQlRequest request, Chain chain) {
        return Mono.deferContextual(context -> Mono.just(limit.carryOut(turn -> {
            request.configureExecutionInput((input, builder) -> {
                turn.worksOn(input);
                return input;
            });
            return Objects.requireNonNull(
                    chain.next(request).contextWrite(context).block());
        })));
    }

    private Mono<WebGraphQlResponse> carryOutElsewhere(WebGraphQlRequest request, Chain chain, String correlation) {
        return Mono.defer(() -> {
                    MDC.put(Correlation.KEY, correlation);
                    return chain.next(request);
                })
                .subscribeOn(workers.scheduler())
                .timeout(settings.timeout(), Mono.error(TimeLimit::tooLong));
    }

    private static Locale locale(WebGraphQlRequest request) {
        return Objects.requireNonNullElseGet(request.getLocale(), () -> Requests.locale(request.getHeaders()));
    }

    private static WebGraphQlResponse answer(WebGraphQlRequest request, ApiException exception) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .addError(ExceptionAnswers.toError(exception))
                .build();
        ExecutionGraphQlResponse response = new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result);
        return new WebGraphQlResponse(response);
    }

    private static WebGraphQlResponse shaped(WebGraphQlResponse response, String correlation) {
        Object data = response.getData();
        List<GraphQLError> errors = shaped(response.getExecutionResult().getErrors(), correlation);
        WebGraphQlResponse shaped = response.transform(builder -> {
            builder.errors(errors);
            if (data instanceof Publisher<?> updates) {
                builder.data(shaped(updates, correlation));
            }
        });
        if (errors.stream().anyMatch(error -> error.getErrorType() == ApiError.UNAVAILABLE)) {
            shaped.getResponseHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return shaped;
    }

    private static Flux<ExecutionResult> shaped(Publisher<?> updates, String correlation) {
        return Flux.from(updates)
                .cast(ExecutionResult.class)
                .map(update -> update.getErrors().isEmpty()
                        ? update
                        : update.transform(builder -> builder.errors(shaped(update.getErrors(), correlation))))
                .onErrorMap(
                        SubscriptionPublisherException.class,
                        end -> new SubscriptionPublisherException(shaped(end.getErrors(), correlation), end));
    }

    private static List<GraphQLError> shaped(@Nullable List<GraphQLError> errors, String correlation) {
        return errors == null
                ? List.of()
                : errors.stream()
                        .<GraphQLError>map(error -> ShapedError.of(error, correlation))
                        .toList();
    }
}
