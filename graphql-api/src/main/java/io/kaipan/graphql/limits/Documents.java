package io.kaipan.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.schema.GraphQLSchema;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.errors.ApiException;
import io.kaipan.graphql.errors.ExceptionAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The documents that have been asked before, parsed and validated. Limits are checked before a new document is validated,
 * and again at each request only where the cost depends on the variables.
 */
public final class Documents implements PreparsedDocumentProvider {
    /** Room for documents, in characters of their text. */
    private static final long ROOM = 16L * 1024 * 1024;

    private final DocumentLimits limits;
    private final Supplier<GraphQLSchema> schema;
    private final ParserOptions options;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((String text, Known document) -> text.length())
            .build();

    public Documents(DocumentLimits limits, Supplier<GraphQLSchema> schema) {
        this.limits = limits;
        this.schema = schema;
        this.options = ParserOptions.newParserOptions()
                .maxTokens(limits.tokens())
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .redactTokenParserErrorMessages(true)
                .build();
    }

    /** A valid document within all limits that don't depend on variables. */
    private record Known(PreparsedDocumentEntry entry, List<KnownOperation> operations) {
        KnownOperation operation(@Nullable String name) {
            boolean unnamed = name == null || name.isEmpty();
            List<KnownOperation> meant = operations.stream()
                    .filter(operation ->
                            unnamed || name.equals(operation.definition().getName()))
                    .toList();
            if (meant.size() != 1) {
                throw ApiError.MALFORMED.exception("operationName names no operation of the document, or is missing");
            }
            return meant.getFirst();
        }
    }

    /** @param usesVariables whether what it costs depends on its variables */
    private record KnownOperation(OperationDefinition definition, boolean usesVariables) {}

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(document(input, parseAndValidate));
    }

    private PreparsedDocumentEntry document(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            Known document = known.getIfPresent(input.getQuery());
            if (document == null) {
                document = read(input, parseAndValidate);
                if (document.entry().hasErrors()) {
                    return document.entry();
                }
                known.put(input.getQuery(), document);
            }
            checkRequest(document, input);
            return document.entry();
        } catch (ApiException refused) {
            return new PreparsedDocumentEntry(ExceptionAnswers.toError(refused));
        } catch (InvalidSyntaxException broken) {
            return new PreparsedDocumentEntry(broken.toInvalidSyntaxError());
        }
    }

    private Known read(ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        Document document = parse(input.getQuery());
        List<KnownOperation> operations = new ArrayList<>();
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            Measuring.Result result = Measuring.of(schema.get(), document, operation, Map.of());
            check(result.measure(), !result.usesVariables());
            operations.add(new KnownOperation(operation, result.usesVariables()));
        }
        input.getGraphQLContext().put(ParserOptions.class, options);
        return new Known(parseAndValidate.apply(input), operations);
    }

    private Document parse(String text) {
        try {
            return Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .parserOptions(options)
                    .build());
        } catch (ParseCancelledException tooLong) {
            throw ApiError.LIMIT_EXCEEDED.exception("The document is longer than " + limits.tokens() + " tokens");
        }
    }

    private void checkRequest(Known document, ExecutionInput input) {
        KnownOperation operation = document.operation(input.getOperationName());
        Transport transport = input.getGraphQLContext().getOrDefault(Transport.class, Transport.POST);
        if (!transport.carries(operation.definition().getOperation())) {
            throw ApiError.OPERATION_NOT_ALLOWED.exception(transport.refusal());
        }
        if (operation.usesVariables()) {
            Measuring.Result result = Measuring.of(
                    schema.get(),
                    document.entry().getDocument(),
                    operation.definition(),
                    input.getRawVariables().toMap());
            check(result.measure(), true);
        }
    }

    private void check(Measure measure, boolean withCost) {
        check("nested fields", measure.depth(), limits.depth());
        check("aliases", measure.aliases(), limits.aliases());
        check("directives", measure.directives(), limits.directives());
        check("root fields", measure.rootFields(), limits.rootFields());
        if (withCost) {
            check("fields in an answer", measure.cost(), limits.complexity());
        }
        if (measure.introspects() && !limits.introspection()) {
            throw ApiError.FORBIDDEN.exception("Introspection is switched off");
        }
    }

    private static void check(String what, long asked, int most) {
        if (asked > most) {
            throw ApiError.LIMIT_EXCEEDED.exception(
                    "The document asks for %d %s; at most %d are allowed".formatted(asked, what, most));
        }
    }
}
