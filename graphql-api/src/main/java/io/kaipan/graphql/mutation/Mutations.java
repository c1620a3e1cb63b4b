package io.kaipan.graphql.mutation;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.WiringFactory;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.RefusalMessages;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Views;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** Mutations: each is the command of its name with {@code input} as its body, so that a new command needs nothing here. */
@Component
class Mutations implements RuntimeWiringConfigurer {
    private final Intake intake;
    private final JsonMapper json;
    private final RefusalMessages messages;
    private final Views views;
    private final ChangedRecords records;

    Mutations(Intake intake, JsonMapper json, RefusalMessages messages, Views views, ChangedRecords records) {
        this.intake = intake;
        this.json = json;
        this.messages = messages;
        this.views = views;
        this.records = records;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", mutation -> mutation.defaultDataFetcher(this::carryOut));
        wiring.type("Refusal", refusal -> refusal.dataFetcher(
                        "rule", environment -> refusal(environment).ruleId())
                .dataFetcher(
                        "message", environment -> messages.sentence(refusal(environment), environment.getLocale())));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring, List<WiringFactory> factories) {
        factories.add(records);
    }

    private Payload carryOut(DataFetchingEnvironment environment) {
        Actor actor = Identity.of(environment.getGraphQlContext());
        Outcome outcome = intake.accept(new CommandRequest(
                StringUtils.capitalize(environment.getField().getName()),
                json.valueToTree(environment.getArgument("input")),
                actor,
                actor.user(),
                IdempotencyKey.of(environment.getGraphQlContext())));
        Set<String> shown = viewsOf(environment);
        return new Payload(outcome, receipt -> views.hasReached(shown, receipt.position()));
    }

    /** The views that the payload's records are read from. */
    private static Set<String> viewsOf(DataFetchingEnvironment environment) {
        GraphQLObjectType payload = GraphQLTypeUtil.unwrapAllAs(environment.getFieldType());
        return payload.getFieldDefinitions().stream()
                .flatMap(field -> ChangedRecords.viewsOf(field.getType()).stream())
                .collect(Collectors.toSet());
    }

    private static Refusal refusal(DataFetchingEnvironment environment) {
        return environment.getSource();
    }
}
