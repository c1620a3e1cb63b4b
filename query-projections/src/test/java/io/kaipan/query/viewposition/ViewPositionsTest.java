package io.kaipan.query.viewposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kaipan.query.generation.Generations;
import io.kaipan.query.testing.Views;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewPositionsTest {
    private static final String VIEW = "slow-view";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NOT_LONG = Duration.ofMillis(100);

    private final Views views = new Views();
    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final SlowView view = new SlowView();
    private final Configuration axon = axon();
    private final ViewPositions positions = new ViewPositions(
            axon.eventProcessingConfiguration(), views.queryJdbc, serializer, generations(), positions -> false);

    private static Generations generations() {
        Generations generations = mock();
        when(generations.liveGroup(VIEW)).thenReturn(VIEW);
        when(generations.liveGroup("no-view")).thenThrow(new IllegalArgumentException());
        return generations;
    }

    /** Handles "stop" only when told to. */
    @ProcessingGroup(VIEW)
    static class SlowView {
        final CountDownLatch goOn = new CountDownLatch(1);

        @EventHandler
        void on(String event) throws InterruptedException {
            if (event.equals("stop")) {
                goOn.await(20, TimeUnit.SECONDS);
            }
        }
    }

    private Configuration axon() {
        ConnectionProvider connections = () -> {
            Connection connection = views.projectionSource.getConnection();
            connection.setAutoCommit(true);
            return connection;
        };
        return DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .configureSerializer(configuration -> serializer)
                .eventProcessing(processing -> processing
                        .usingPooledStreamingEventProcessors((configuration, processor) -> processor
                                .initialSegmentCount(2)
                                .batchSize(1)
                                .claimExtensionThreshold(50)
                                .initialToken(StreamableMessageSource::createTailToken))
                        .registerTokenStore(configuration -> JdbcTokenStore.builder()
                                .connectionProvider(connections)
                                .schema(TokenSchema.builder()
                                        .setTokenTable("engine.token_entry")
                                        .setProcessorNameColumn("processor_name")
                                        .setSegmentColumn("segment")
                                        .setTokenColumn("token")
                                        .setTokenTypeColumn("token_type")
                                        .setTimestampColumn("time_stamp")
                                        .setOwnerColumn("owner")
                                        .build())
                                .serializer(serializer)
                                .contentType(byte[].class)
                                .build())
                        .registerEventHandler(configuration -> view))
                .buildConfiguration();
    }

    @BeforeEach
    void start() {
        axon.start();
    }

    @AfterEach
    void stop() {
        view.goOn.countDown();
        axon.shutdown();
    }

    private void publish(String event) {
        axon.eventStore().publish(GenericEventMessage.asEventMessage(event));
    }

    @Test
    @DisplayName("one waits until the view has read one's own write, and not longer than asked")
    void waits() {
        publish("first");
        assertThat(positions.await(VIEW, 0, SOON)).isTrue();
        assertThat(positions.position(VIEW)).hasValue(0);

        publish("stop");
        assertThat(positions.await(VIEW, 1, NOT_LONG)).isFalse();
        assertThat(positions.await(VIEW, 0, Duration.ZERO)).isTrue();
        assertThat(positions.await(List.of(VIEW, VIEW), 1, NOT_LONG)).isFalse();

        view.goOn.countDown();
        assertThat(positions.await(VIEW, 1, SOON)).isTrue();
        assertThat(positions.await(VIEW, 2, NOT_LONG)).isFalse();
    }

    @Test
    @DisplayName("where other nodes run the view, the tokens in the database tell how far it is")
    void elsewhere() {
        publish("first");
        publish("second");
        assertThat(positions.await(VIEW, 1, SOON)).isTrue();
        // parts that had nothing to do store how far they are only now and then
        Awaitility.await()
                .atMost(SOON)
                .until(() -> views
                        .queryJdbc
                        .sql("SELECT convert_from(token, 'UTF8') FROM engine.token_entry")
                        .query(String.class)
                        .list()
                        .stream()
                        .allMatch(token -> token != null && token.contains(":1")));
        axon.eventProcessingConfiguration()
                .eventProcessor(VIEW, StreamingEventProcessor.class)
                .orElseThrow()
                .shutDown();

        assertThat(positions.await(VIEW, 1, Duration.ZERO)).isTrue();
        assertThat(positions.position(VIEW)).hasValue(1);
        assertThat(positions.await(VIEW, 2, NOT_LONG)).isFalse();
    }

    @Test
    @DisplayName("a view that nobody has is a mistake, not a wait")
    void unknown() {
        assertThatThrownBy(() -> positions.await("no-view", 0, SOON)).isInstanceOf(IllegalArgumentException.class);
    }
}
