package io.kaipan.command.intake;

import io.kaipan.domain.customer.CustomerCommand;
import io.kaipan.domain.lead.LeadCommand;
import io.kaipan.domain.member.MemberCommand;
import io.kaipan.domain.opportunity.OpportunityCommand;
import io.kaipan.domain.project.ProjectCommand;
import io.kaipan.domain.questionnaire.QuestionnaireCommand;
import io.kaipan.domain.shared.BySystem;
import io.kaipan.domain.shared.NewId;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.user.UserCommand;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All commands that can be sent, gathered from the sealed command types of the domain; those {@link BySystem} can't. */
public final class CommandCatalogue {
    private static final List<Class<?>> FAMILIES = List.of(
            LeadCommand.class,
            CustomerCommand.class,
            MemberCommand.class,
            OpportunityCommand.class,
            ProjectCommand.class,
            QuestionnaireCommand.class,
            UserCommand.class);

    private final SortedMap<String, CommandType> types = new TreeMap<>();

    public CommandCatalogue() {
        this(FAMILIES);
    }

    CommandCatalogue(List<Class<?>> families) {
        for (Class<?> family : families) {
            for (Class<?> command : family.getPermittedSubclasses()) {
                if (command.isAnnotationPresent(BySystem.class)) {
                    continue;
                }
                CommandType type = describe(family, command.asSubclass(Record.class));
                if (types.put(type.name(), type) != null) {
                    throw new IllegalStateException("Two commands are called " + type.name());
                }
            }
        }
    }

    /** All commands, by name. */
    public Collection<CommandType> all() {
        return List.copyOf(types.values());
    }

    public Optional<CommandType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private static CommandType describe(Class<?> family, Class<? extends Record> command) {
        SentBy sentBy = command.getAnnotation(SentBy.class);
        if (sentBy == null || sentBy.value().length == 0) {
            throw new IllegalStateException(command.getSimpleName() + " does not say who may send it (@SentBy)");
        }
        RecordComponent target = target(family, command);
        return new CommandType(
                command.getSimpleName(),
                Shape.of(command),
                Set.<Role>of(sentBy.value()),
                target.getName(),
                target.isAnnotationPresent(NewId.class));
    }

    /** The record a command is about: the one component that all commands of its family have. */
    private static RecordComponent target(Class<?> family, Class<? extends Record> command) {
        Set<String> common = new HashSet<>();
        for (Method method : family.getDeclaredMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                common.add(method.getName());
            }
        }
        List<RecordComponent> targets = Arrays.stream(command.getRecordComponents())
                .filter(component -> common.contains(component.getName()))
                .toList();
        if (targets.size() != 1) {
            throw new IllegalStateException(command.getSimpleName() + " does not name one record it is about");
        }
        return targets.getFirst();
    }
}
