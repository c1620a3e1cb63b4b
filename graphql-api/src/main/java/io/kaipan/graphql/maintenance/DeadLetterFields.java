package io.kaipan.graphql.maintenance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.maintenance.DeadLetterOffice;
import io.kaipan.command.maintenance.DeadLetters.Retried;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.query.deadletter.DeadLetterFilter;
import io.kaipan.query.deadletter.DeadLetterList;
import io.kaipan.query.deadletter.DeadLetterRow;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks and does about dead letters (AUD-5). */
@Component
class DeadLetterFields implements RuntimeWiringConfigurer {
    private final DeadLetterList list;
    private final DeadLetterOffice office;

    DeadLetterFields(DeadLetterList list, DeadLetterOffice office) {
        this.list = list;
        this.office = office;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("deadLetter", this::letter)
                .dataFetcher("deadLetters", this::letters));
        wiring.type("Mutation", mutation -> mutation.dataFetcher(
                        "retryDeadLetter", Deeds.of((actor, input) -> fields(office.retry(actor, id(input))), Map.of()))
                .dataFetcher(
                        "retryDeadLetters",
                        Deeds.of((actor, input) -> fields(office.retryAll(actor, input.get("processor"))), Map.of()))
                .dataFetcher(
                        "discardDeadLetter",
                        Deeds.of(
                                (actor, input) -> {
                                    office.discard(actor, id(input), Objects.requireNonNull(input.get("reason")));
                                    return Map.of("discarded", true);
                                },
                                Map.of("discarded", false))));
    }

    private @Nullable DeadLetterRow letter(DataFetchingEnvironment environment) {
        return list.find(id(Arguments.of(environment))).orElse(null);
    }

    private Connection<DeadLetterRow> letters(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        Arguments wanted = arguments.object("filter");
        DeadLetterFilter filter = new DeadLetterFilter(
                wanted.get("processor"), wanted.get("event"), wanted.get("record"), wanted.get("failed"));
        return Connection.of(list.page(filter, arguments.page()), () -> list.count(filter));
    }

    private static Map<String, ?> fields(Retried retried) {
        return Map.of(
                "delivered", retried.delivered(), "remaining", retried.remaining(), "complete", retried.complete());
    }

    private static String id(Arguments arguments) {
        return Objects.requireNonNull(arguments.get("id"));
    }
}
