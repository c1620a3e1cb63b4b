package io.kaipan.graphql.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.kaipan.command.account.AccountPrincipal;
import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.ActorPrincipal;
import io.kaipan.command.lookup.UserChanges;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What users may do at this moment, whatever they could when they signed in. Changes made
 * through this node are seen at once, others within seconds. */
@Component
class PresentActors {
    private static final int MOST_USERS = 10_000;

    private final Accounts accounts;
    private final Clock clock;
    private final LoadingCache<String, Optional<Actor>> users;

    PresentActors(Accounts accounts, UserBook users, UserChanges changes, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.users = Caffeine.newBuilder()
                .maximumSize(MOST_USERS)
                .expireAfterWrite(Accounts.KNOWN_WITHIN)
                .build(user -> users.find(new UserName(user))
                        .filter(entry -> !entry.suspended())
                        .map(PresentActors::actor));
        changes.onChange(user -> this.users.invalidate(user.value()));
    }

    /** The actor somebody is now; empty when the right to act has ended. */
    Optional<Actor> of(ActorPrincipal signedIn) {
        return switch (signedIn) {
            case AccountPrincipal account -> accounts.renewed(account).map(AccountPrincipal::actor);
            case TokenPrincipal token when isOver(token) -> Optional.empty();
            default -> named(signedIn.actor().user());
        };
    }

    /**
     * The actor of a login name; empty when there is no such user or they are suspended.
     *
     * @throws io.kaipan.domain.shared.RuleViolation when it is none that a user can have
     */
    Optional<Actor> named(String user) {
        return users.get(user);
    }

    private boolean isOver(TokenPrincipal token) {
        return token.expires() != null && !clock.instant().isBefore(token.expires());
    }

    private static Actor actor(UserEntry entry) {
        return new Actor(
                entry.user().value(),
                entry.roles(),
                entry.projects().stream().map(ProjectCode::value).collect(Collectors.toSet()));
    }
}
