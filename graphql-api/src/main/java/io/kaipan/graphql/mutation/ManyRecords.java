package io.kaipan.graphql.mutation;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.EachOfMany;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.Refusals;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.query.paging.PageRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Mutations that are one command for many records, each its own: marked {@code @each} in the schema. */
@Component
class ManyRecords implements RuntimeWiringConfigurer {
    private static final String KEY = "idempotencyKey";

    private final EachOfMany each;
    private final JsonMapper json;

    ManyRecords(Intake intake, JsonMapper json) {
        this.each = new EachOfMany(intake);
        this.json = json;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", mutation -> mutation.dataFetcher("assignOpportunities", this::carryOut)
                .dataFetcher("loseOpportunities", this::carryOut));
    }

    private Report carryOut(DataFetchingEnvironment environment) {
        GraphQLAppliedDirective told = environment.getFieldDefinition().getAppliedDirective("each");
        String command = told.getArgument("command").getValue();
        String component = told.getArgument("component").getValue();
        String records = told.getArgument("records").getValue();
        Map<String, Object> input = environment.getArgument("input");
        ObjectNode body = json.valueToTree(input);
        body.remove(List.of(records, KEY));
        Actor actor = Identity.of(environment.getGraphQlContext());
        String key =
                input.get(KEY) instanceof String given ? given : IdempotencyKey.of(environment.getGraphQlContext());
        @SuppressWarnings("unchecked")
        List<String> ids = (List<String>) input.get(records);
        if (ids.size() > PageRequest.MAX_SIZE) {
            return new Report(
                    List.of(), Refusals.tooMany(records, PageRequest.MAX_SIZE).refusals());
        }
        CommandRequest request = new CommandRequest(command, body, actor, actor.user(), key);
        return new Report(
                each.accept(request, component, ids).stream()
                        .map(RecordReport::of)
                        .toList(),
                List.of());
    }

    /** What became of all. @param refusals why nothing at all was tried; empty when it was */
    record Report(List<RecordReport> reports, List<Refusal> refusals) {
        public int accepted() {
            return (int)
                    reports.stream().filter(report -> report.receipt() != null).count();
        }

        public int refused() {
            return reports.size() - accepted();
        }
    }

    /** What became of one record. */
    record RecordReport(String id, @Nullable Receipt receipt, List<Refusal> refusals) {
        static RecordReport of(EachOfMany.OfRecord answer) {
            return switch (answer.outcome()) {
                case Outcome.Accepted accepted -> new RecordReport(answer.record(), accepted.receipt(), List.of());
                case Outcome.Refused refused -> new RecordReport(answer.record(), null, refused.refusals());
            };
        }
    }
}
