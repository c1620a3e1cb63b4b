package io.kaipan.query.recordhistory;

import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Who sees a member account (G-8), by its own events: those bound to a project that it is known in, as the lists of accounts
 * have it too.
 */
public final class MemberSight {
    /** Whether an account with those events appears to an actor; not when there are none. */
    public static boolean isVisible(List<? extends DomainEventMessage<?>> events, Actor actor) {
        return events.stream()
                .map(event -> project(event.getPayload()))
                .filter(Objects::nonNull)
                .anyMatch(project -> actor.isBoundTo(project.value()));
    }

    private static @Nullable ProjectCode project(Object event) {
        return switch (event) {
            case MembershipApplied e -> e.project();
            case RegionalClearanceRecorded e -> e.project();
            case PointsAwarded e -> e.project();
            case PointsRedeemed e -> e.project();
            default -> null;
        };
    }

    private MemberSight() {}
}
