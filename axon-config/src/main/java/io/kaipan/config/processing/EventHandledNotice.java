package io.kaipan.config.processing;

import java.lang.reflect.Executable;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;

/**
 * Tells the {@link PoisonGuard} that a view's handler is done with an event, while its errors still count as that
 * event's.
 */
final class EventHandledNotice implements HandlerEnhancerDefinition {
    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        boolean ofProcessor = handler.unwrap(Executable.class)
                .filter(method -> method.getDeclaringClass().isAnnotationPresent(ProcessingGroup.class))
                .isPresent();
        return ofProcessor ? new Noticed<>(handler) : handler;
    }

    private static final class Noticed<T> extends WrappedMessageHandlingMember<T> {
        Noticed(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public @Nullable Object handle(Message<?> message, T target) throws Exception {
            Object result = super.handle(message, target);
            PoisonGuard.eventHandled();
            return result;
        }
    }
}
