package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = EngineRoom.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "axon.axonserver.servers=127.0.0.1:1")
@ActiveProfiles({"postgres", "axonserver"})
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(AxonServerProfileTest.NothingStarts.class)
class AxonServerProfileTest {
    /** All is put together, but nothing goes looking for the server. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NothingStarts {
        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new LifecycleProcessor() {
                @Override
                public void onRefresh() {}

                @Override
                public void onClose() {}

                @Override
                public void start() {}

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }

    @Autowired
    ApplicationContext context;

    @Test
    @DisplayName("with profile axonserver events and messages go there, tokens stay in PostgreSQL")
    void wires() {
        assertThat(context.getBean(EventStore.class)).isInstanceOf(AxonServerEventStore.class);
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(AxonServerCommandBus.class);
        assertThat(context.getBean(QueryBus.class)).isInstanceOf(AxonServerQueryBus.class);
        assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(context.getBeanNamesForType(EventStorageEngine.class)).isEmpty();
    }
}
