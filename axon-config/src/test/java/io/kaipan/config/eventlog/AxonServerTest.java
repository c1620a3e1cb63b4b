package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.intake.CommandMetaData;
import io.kaipan.command.intake.Failure;
import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectCommand.OpenProject;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Against a real Axon Server; reported as skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(classes = EngineRoom.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles({"postgres", "axonserver"})
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(AxonServerTest.View.class)
@DirtiesContext
class AxonServerTest {
    @Container
    static final GenericContainer<?> SERVER = new GenericContainer<>("docker.axoniq.io/axoniq/axonserver:2025.2.0")
            .withEnv("AXONIQ_AXONSERVER_STANDALONE", "true")
            .withExposedPorts(8024, 8124)
            .waitingFor(Wait.forHttp("/actuator/health").forPort(8024))
            .withStartupTimeout(Duration.ofMinutes(3));

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("axon.axonserver.servers", () -> SERVER.getHost() + ":" + SERVER.getMappedPort(8124));
    }

    @Autowired
    CommandGateway commands;

    @Autowired
    EventStore log;

    @Autowired
    View view;

    @Test
    @DisplayName("a command goes through the server, its event comes back by its logical name, to log and views")
    void carries() {
        ProjectCode code = new ProjectCode("SERVER");

        send(new OpenProject(code, "金域蓝湾", "深圳", null, null), null);

        assertThat(log.readEvents(code.id().value()).asStream().toList())
                .singleElement()
                .satisfies(event -> assertThat(event.getPayload()).isInstanceOf(ProjectOpened.class));
        await().atMost(Duration.ofSeconds(30)).until(() -> view.opened.contains(code));
    }

    @Test
    @DisplayName("G-6 a refusal comes through the server with its code, rule and field")
    void carriesRefusals() {
        ProjectCode code = new ProjectCode("TWICE");
        send(new OpenProject(code, "金域蓝湾", "深圳", null, null), null);

        assertFailure(new OpenProject(code, "金域蓝湾", "深圳", null, null), null, "PROJECT_CODE_TAKEN");
        assertFailure(new CloseProject(code, "sold out"), 7L, "STALE_VERSION");
    }

    private void assertFailure(Object command, @Nullable Long expectedVersion, String code) {
        assertThatThrownBy(() -> send(command, expectedVersion))
                .isInstanceOfSatisfying(
                        CommandExecutionException.class, failed -> assertThat(failed.<Failure>getDetails())
                                .hasValueSatisfying(failure -> assertThat(failure.refusals())
                                        .extracting(refusal -> refusal.code())
                                        .containsExactly(code)));
    }

    private void send(Object command, @Nullable Long expectedVersion) {
        Stamp stamp = new Stamp(new Actor("admin", Set.of(Role.ADMIN), Set.of()), Instant.now(), expectedVersion);
        Map<String, String> metaData = new HashMap<>(stamp.toMetaData());
        metaData.put(CommandMetaData.COMMAND_NAME, command.getClass().getSimpleName());
        metaData.put(
                CommandMetaData.CORRELATION_ID,
                GenericEventMessage.asEventMessage(command).getIdentifier());
        commands.sendAndWait(new GenericCommandMessage<>(command, metaData), 30, java.util.concurrent.TimeUnit.SECONDS);
    }

    @TestConfiguration(proxyBeanMethods = false)
    @ProcessingGroup("opened")
    static class View {
        final List<ProjectCode> opened = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(ProjectOpened event) {
            opened.add(event.project());
        }
    }
}
