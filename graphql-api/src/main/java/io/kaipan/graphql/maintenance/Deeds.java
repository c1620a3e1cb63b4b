package io.kaipan.graphql.maintenance;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.Refusals;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a mutation of maintenance is carried out and answered: what came of it, or why nothing did. */
final class Deeds {
    /** Does what is asked, and answers the payload's own fields. */
    @FunctionalInterface
    interface Deed {
        Map<String, ?> carryOut(Actor actor, Arguments input);
    }

    /** @param refused the payload's own fields when a rule refuses */
    static DataFetcher<Map<String, Object>> of(Deed deed, Map<String, ?> refused) {
        return environment -> answer(environment, deed, refused);
    }

    private static Map<String, Object> answer(DataFetchingEnvironment environment, Deed deed, Map<String, ?> refused) {
        Actor actor = Identity.of(environment.getGraphQlContext());
        try {
            return payload(deed.carryOut(actor, Arguments.of(environment).object("input")), List.of());
        } catch (RuleViolation violation) {
            return payload(refused, List.of(Refusals.of(violation)));
        }
    }

    private static Map<String, Object> payload(Map<String, ?> fields, List<Refusal> refusals) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("refusals", refusals);
        return payload;
    }

    private Deeds() {}
}
