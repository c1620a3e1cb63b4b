package io.kaipan.command.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Which record a command is about: what the {@link TargetAggregateIdentifier} of its interface answers. */
public final class CommandTarget {
    private static final ClassValue<Method> IDENTIFIERS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            return Stream.of(type.getInterfaces())
                    .flatMap(commands -> Stream.of(commands.getMethods()))
                    .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(type.getName() + " names no target aggregate"));
        }
    };

    /** The record's id. @throws IllegalArgumentException when no interface of the command names one */
    public static Object idOf(Object command) {
        Method identifier = IDENTIFIERS.get(command.getClass());
        try {
            return identifier.invoke(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(identifier + " must be public", e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        }
    }

    private CommandTarget() {}
}
