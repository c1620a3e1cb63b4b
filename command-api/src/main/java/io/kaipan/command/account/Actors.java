package io.kaipan.command.account;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** From sign-in to actor. */
public final class Actors {
    /** The house itself, when it acts at start-up. Its name is none a user can have. */
    public static final Actor SYSTEM = new Actor("kaipan:system", Set.of(Role.ADMIN), Set.of());

    /**
     * Who is signed in.
     *
     * @throws AccessRefused when nobody is, or somebody who is no user of Kaipan
     */
    public static Actor of(@Nullable Authentication authentication) {
        if (authentication != null
                && authentication.isAuthenticated()
                && authentication.getPrincipal() instanceof ActorPrincipal principal) {
            return principal.actor();
        }
        throw new AccessRefused("Nobody is signed in");
    }

    private Actors() {}
}
