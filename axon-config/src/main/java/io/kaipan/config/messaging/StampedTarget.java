package io.kaipan.config.messaging;

import io.kaipan.domain.shared.Stamp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate by the {@link TargetAggregateIdentifier} on its interface, and the version that the sender
 * had seen in the {@link Stamp}.
 */
final class StampedTarget implements CommandTargetResolver {
    private final Map<Class<?>, Method> identifiers = new ConcurrentHashMap<>();

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        String expected = (String) command.getMetaData().get(Stamp.EXPECTED_VERSION);
        return new VersionedAggregateIdentifier(
                identifierOf(command.getPayload()), expected == null ? null : Long.valueOf(expected));
    }

    private Object identifierOf(Object command) {
        Method identifier = identifiers.computeIfAbsent(command.getClass(), StampedTarget::identifierIn);
        try {
            return identifier.invoke(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(identifier + " must be public", e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        }
    }

    private static Method identifierIn(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .flatMap(commands -> Stream.of(commands.getMethods()))
                .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " names no target aggregate"));
    }
}
