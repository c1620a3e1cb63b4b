package io.kaipan.command.account;

import io.kaipan.domain.shared.Actor;

/** A signed-in principal that says who acts (G-4), whichever way it signed in. */
public interface ActorPrincipal {
    Actor actor();
}
