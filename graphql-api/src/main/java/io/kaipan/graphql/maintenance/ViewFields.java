package io.kaipan.graphql.maintenance;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.maintenance.MaintenanceRule;
import io.kaipan.command.maintenance.MaintenanceTrail;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.graphql.live.LiveUpdates;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.rebuild.RebuildRefused;
import io.kaipan.query.rebuild.Rebuilds;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks and does about views and their generations (AUD-5). What is done is in the trail before (AUD-6). */
@Component
class ViewFields implements RuntimeWiringConfigurer {
    private final Rebuilds rebuilds;
    private final ViewStates states;
    private final MaintenanceTrail trail;
    private final LiveUpdates live;

    ViewFields(Rebuilds rebuilds, ViewStates states, MaintenanceTrail trail, LiveUpdates live) {
        this.rebuilds = rebuilds;
        this.states = states;
        this.trail = trail;
        this.live = live;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("views", environment -> states.all())
                .dataFetcher("view", environment -> states.find(of(Arguments.of(environment), "name"))
                        .orElse(null)));
        wiring.type("Subscription", subscription -> subscription.dataFetcher("rebuildProgress", this::progress));
        wiring.type("ViewGeneration", type -> type.dataFetcher("comparison", this::comparison));
        wiring.type(
                "ViewComparison",
                type -> type.dataFetcher(
                        "comparedWith",
                        environment -> environment.<Comparison>getSource().with()));
        wiring.type("Mutation", mutation -> mutation.dataFetcher(
                        "rebuildView", deed("rebuildView", (view, actor, input) -> rebuilds.rebuild(view, actor)))
                .dataFetcher("compareView", deed("compareView", (view, actor, input) -> rebuilds.compare(view)))
                .dataFetcher(
                        "switchView",
                        deed("switchView", (view, actor, input) -> rebuilds.switchOver(view, acceptsParked(input))))
                .dataFetcher(
                        "switchViewBack",
                        deed("switchViewBack", (view, actor, input) -> rebuilds.switchBack(view, acceptsParked(input))))
                .dataFetcher(
                        "cancelRebuild",
                        deed("cancelRebuild", (view, actor, input) -> gone(rebuilds.cancel(view), actor, input)))
                .dataFetcher(
                        "dropViewGeneration",
                        deed("dropViewGeneration", (view, actor, input) -> gone(rebuilds.drop(view), actor, input))));
    }

    /** Something done to a view. */
    @FunctionalInterface
    private interface Act {
        Generation carryOut(String view, Actor actor, Arguments input);
    }

    private DataFetcher<Map<String, Object>> deed(String name, Act act) {
        return Deeds.of(
                (actor, input) -> {
                    String view = of(input, "view");
                    MaintenanceRule.VIEW_UNKNOWN.refuseIf(states.find(view).isEmpty(), "view");
                    @Nullable String reason = input.get("reason");
                    MaintenanceRule.REASON_REQUIRED.refuseIf(reason != null && reason.isBlank(), "reason");
                    trail.record(actor, name, view, reason == null ? null : reason.strip());
                    try {
                        act.carryOut(view, actor, input);
                    } catch (RebuildRefused refused) {
                        throw violation(refused);
                    }
                    return Map.of("view", states.find(view).orElseThrow());
                },
                Map.of());
    }

    /** Events that an ended generation has parked are discarded with it, which the trail says too. */
    private Generation gone(Generation ended, Actor actor, Arguments input) {
        long parked = rebuilds.parked(ended);
        if (parked > 0) {
            trail.record(actor, "discardDeadLetter", "all " + parked + " of " + ended.group(), input.get("reason"));
        }
        return ended;
    }

    private static RuleViolation violation(RebuildRefused refused) {
        RuleViolation violation =
                MaintenanceRule.valueOf(refused.reason().name()).violation();
        for (Map.Entry<String, String> detail : refused.details().entrySet()) {
            violation = violation.with(detail.getKey(), detail.getValue());
        }
        return violation;
    }

    private Publisher<ViewStates.State> progress(DataFetchingEnvironment environment) {
        String view = of(Arguments.of(environment), "view");
        return live.updates(environment, actor -> states.watch(view));
    }

    private @Nullable Comparison comparison(DataFetchingEnvironment environment) {
        ViewStates.Part part = environment.getSource();
        Optional<Comparison> comparison = states.comparison(part);
        return comparison.orElse(null);
    }

    private static boolean acceptsParked(Arguments input) {
        return Boolean.TRUE.equals(input.<Boolean>get("acceptParked"));
    }

    private static String of(Arguments arguments, String name) {
        return Objects.requireNonNull(arguments.get(name));
    }
}
