package io.kaipan.graphql.errors;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.query.paging.PageRefused;
import io.kaipan.query.paging.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;

/**
 * What an exception tells the caller: a code and a sentence made for them. Everything unforeseen is INTERNAL, and what it
 * really was stands in the log only.
 */
@Component
public class ExceptionAnswers implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ExceptionAnswers.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception, DataFetchingEnvironment environment) {
        ApiException answer = answer(exception);
        return Mono.just(List.of(GraphqlErrorBuilder.newError(environment)
                .message(answer.getMessage())
                .errorType(answer.error())
                .extensions(Map.of("code", answer.error().name()))
                .build()));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable exception) {
        return Mono.just(List.of(toError(answer(exception))));
    }

    /** The error of a request that failed as a whole. */
    public static GraphQLError toError(ApiException answer) {
        return GraphqlErrorBuilder.newError()
                .message(answer.getMessage())
                .errorType(answer.error())
                .extensions(Map.of("code", answer.error().name()))
                .build();
    }

    /** What to tell the caller of an exception; the unforeseen is logged. */
    public static ApiException answer(Throwable exception) {
        return switch (exception) {
            case CompletionException wrapper when wrapper.getCause() != null -> answer(wrapper.getCause());
            case ApiException known -> known;
            case AccessRefused refused -> ApiError.FORBIDDEN.exception("Your roles do not allow this");
            case PageRefused refused -> ApiError.INVALID_ARGUMENT.exception(sentence(refused.reason()));
            case RuleViolation violation ->
                ApiError.INVALID_ARGUMENT.exception(
                        "An argument has the wrong form: " + violation.rule().name());
            case StoreUnavailable e -> unavailable(e);
            case NonTransientDataAccessResourceException e -> unavailable(e);
            case TransientDataAccessException e -> unavailable(e);
            case RecoverableDataAccessException e -> unavailable(e);
            case CannotCreateTransactionException e -> unavailable(e);
            default -> {
                LOG.error("A request failed on our side", exception);
                yield ApiError.INTERNAL.exception("Something went wrong on our side");
            }
        };
    }

    private static String sentence(PageRefused.Reason reason) {
        return switch (reason) {
            case SIZE_OUT_OF_RANGE -> "first and last are between 1 and " + PageRequest.MAX_SIZE;
            case DIRECTIONS_MIXED -> "Give first and after, or last and before";
            case CURSOR_INVALID -> "The cursor is not one of this list in this order";
        };
    }

    private static ApiException unavailable(Exception e) {
        LOG.warn("The store is not available", e);
        return ApiError.UNAVAILABLE.exception("The store is not available; try again in a moment");
    }
}
