package io.kaipan.config.messaging;

import io.kaipan.command.intake.CommandTarget;
import io.kaipan.domain.shared.Stamp;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate by the {@link TargetAggregateIdentifier} on its interface, and the version that the sender
 * had seen in the {@link Stamp}.
 */
final class StampedTarget implements CommandTargetResolver {
    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        String expected = (String) command.getMetaData().get(Stamp.EXPECTED_VERSION);
        return new VersionedAggregateIdentifier(
                CommandTarget.idOf(command.getPayload()), expected == null ? null : Long.valueOf(expected));
    }
}
