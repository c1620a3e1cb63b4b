package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.questionnaire.QuestionnaireEvent;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.user.UserEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * The names and revisions under which events and snapshots stand in the log, both ways. Names are a contract that
 * outlives classes: packages can move freely.
 */
public final class LoggedTypes {
    /** Every kind of event. */
    public static final List<Class<?>> EVENTS = List.of(
            CustomerEvent.class,
            LeadEvent.class,
            MemberEvent.class,
            OpportunityEvent.class,
            ProjectEvent.class,
            QuestionnaireEvent.class,
            UserEvent.class);

    private final Map<Class<?>, SerializedType> types = new HashMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();

    /**
     * Reads the names off the classes.
     *
     * @param events sealed interfaces, whose permitted records carry {@link LoggedAs}
     * @param aggregates classes whose snapshots are stored, carrying {@link LoggedAs} too
     * @throws IllegalArgumentException when a class has no name, or two have the same
     */
    public LoggedTypes(Collection<? extends Class<?>> events, Collection<? extends Class<?>> aggregates) {
        Stream.concat(events.stream().flatMap(LoggedTypes::leaves), aggregates.stream())
                .forEach(this::register);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(LoggedTypes::leaves)
                : Stream.of(type);
    }

    private void register(Class<?> type) {
        LoggedAs name = type.getAnnotation(LoggedAs.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " has no name in the log: @LoggedAs is missing");
        }
        Class<?> other = classes.put(name.value(), type);
        if (other != null) {
            throw new IllegalArgumentException(
                    other.getName() + " and " + type.getName() + " have the same name in the log: " + name.value());
        }
        types.put(type, new SimpleSerializedType(name.value(), Integer.toString(name.revision())));
    }

    /** All classes that have a name in the log. */
    public Set<Class<?>> classes() {
        return Set.copyOf(types.keySet());
    }

    /** The name of a class that has one. */
    String nameOf(Class<?> type) {
        return types.get(type).getName();
    }

    /** The name and revision of a class, or null when it has none. */
    @Nullable
    SerializedType typeOf(Class<?> type) {
        return types.get(type);
    }

    /** Whether the log's name and revision are those of today's code. */
    boolean isCurrent(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        return known != null && type.equals(types.get(known));
    }

    /**
     * The class that a stored name stands for.
     *
     * @throws UnreadableLoggedType when no class has that name, or has it in another revision only
     */
    Class<?> classOf(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        if (known == null || !type.equals(types.get(known))) {
            throw new UnreadableLoggedType(type, known == null ? null : types.get(known));
        }
        return known;
    }
}
