package io.kaipan.domain.shared;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.common.Priority;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Hands command handlers the {@link Stamp} that the intake put into the message's metadata. */
@Priority(Priority.HIGH)
public final class StampResolver implements ParameterResolverFactory, ParameterResolver<Stamp> {
    @Override
    public @Nullable ParameterResolver<Stamp> createInstance(
            Executable executable, Parameter[] parameters, int parameterIndex) {
        return parameters[parameterIndex].getType() == Stamp.class ? this : null;
    }

    @Override
    public Stamp resolveParameterValue(Message<?> message) {
        return Stamp.from(message.getMetaData());
    }

    @Override
    public boolean matches(Message<?> message) {
        return message.getMetaData().containsKey(Stamp.AT);
    }
}
