package io.kaipan.graphql.live;

import graphql.schema.DataFetchingEnvironment;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.schema.Audience;
import io.kaipan.graphql.schema.Caller;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Workers;
import java.util.Set;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens the live updates behind a subscription, and ends them when the caller's right does. */
@Component
public class LiveUpdates {
    private final LiveSettings settings;
    private final Workers workers;
    private final Places places;

    LiveUpdates(LiveSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
        this.places = new Places(settings.subscriptionsPerUser());
    }

    /**
     * The updates for as long as the caller may have them. Roles and projects are looked at again and again: when they
     * have changed, the updates start anew as the caller may see them now; when they no longer allow it, or the sign-in
     * has ended, the updates end with an error. Nothing is fetched ahead of a slow reader.
     *
     * @param open the updates as an actor may see them, starting with the present state
     */
    public <T> Publisher<T> updates(DataFetchingEnvironment environment, Function<Actor, Flux<T>> open) {
        Caller caller = Identity.callerOf(environment.getGraphQlContext());
        Set<Role> audience =
                Audience.declaredOn(environment.getFieldDefinition()).orElseThrow();
        return Flux.defer(() -> {
            String user = caller.actor().user();
            if (!places.take(user)) {
                throw ApiError.LIMIT_EXCEEDED.exception(
                        "At most " + settings.subscriptionsPerUser() + " live updates at a time");
            }
            return actors(caller, audience)
                    .switchMap(actor -> open.apply(actor).materialize())
                    .<T>dematerialize()
                    .takeUntilOther(caller.signedOut().then(Mono.error(LiveUpdates::signInEnded)))
                    .publishOn(workers.scheduler(), 1)
                    .doFinally(signal -> places.giveBack(user));
        });
    }

    /** The actor at first, and again whenever roles or projects have changed. */
    private Flux<Actor> actors(Caller caller, Set<Role> audience) {
        return Flux.interval(settings.rightsCheck())
                .onBackpressureDrop()
                .publishOn(workers.scheduler(), 1)
                .map(tick -> caller.now().orElseThrow(LiveUpdates::signInEnded))
                .doOnNext(actor -> Identity.requireAny(actor, audience))
                .startWith(caller.actor())
                .distinctUntilChanged();
    }

    private static RuntimeException signInEnded() {
        return ApiError.UNAUTHENTICATED.exception("The sign-in has ended");
    }
}
