package io.kaipan.config.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectCommand.OpenProject;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = EngineRoom.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
class CommandsTest {
    @Autowired
    CommandGateway commands;

    @Autowired
    EventStore log;

    @Test
    @DisplayName("G-4 an event tells who raised it, with which roles, by which command, caused by what")
    void tellsOrigin() {
        ProjectCode code = new ProjectCode("ORIGIN");
        GenericCommandMessage<Object> command = new GenericCommandMessage<>(
                new OpenProject(code, "金域蓝湾", "深圳", null, null), stamp(null).toMetaData());

        commands.sendAndWait(command);

        assertThat(eventsOf(code)).singleElement().satisfies(event -> assertThat(event.getMetaData())
                .containsEntry("user", "admin")
                .containsEntry("roles", "ADMIN")
                .containsEntry("commandName", "OpenProject")
                .containsEntry("commandId", command.getIdentifier())
                .containsEntry("correlationId", command.getIdentifier())
                .containsEntry("causationId", command.getIdentifier())
                .hasSize(6));
    }

    @Test
    @DisplayName("a version that isn't the record's is refused before anything is decided, older or newer")
    void checksVersion() {
        ProjectCode code = new ProjectCode("VERSION");
        send(new OpenProject(code, "金域蓝湾", "深圳", null, null), null);
        send(new CloseProject(code, "sold out"), 0L);

        for (long other : List.of(0L, 2L)) {
            assertThatThrownBy(() -> send(new CloseProject(code, "again"), other))
                    .isInstanceOfSatisfying(ConflictingAggregateVersionException.class, conflict -> {
                        assertThat(conflict.getActualVersion()).isEqualTo(1);
                        assertThat(conflict.getExpectedVersion()).isEqualTo(other);
                    });
        }
        assertThat(eventsOf(code)).hasSize(2);
    }

    private void send(Object command, @Nullable Long expectedVersion) {
        commands.sendAndWait(
                new GenericCommandMessage<>(command, stamp(expectedVersion).toMetaData()));
    }

    private static Stamp stamp(@Nullable Long expectedVersion) {
        return new Stamp(new Actor("admin", Set.of(Role.ADMIN), Set.of()), Instant.now(), expectedVersion);
    }

    private List<? extends DomainEventMessage<?>> eventsOf(ProjectCode project) {
        return log.readEvents(project.id().value(), 0).asStream().toList();
    }
}
