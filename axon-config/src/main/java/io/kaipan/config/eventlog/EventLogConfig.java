package io.kaipan.config.eventlog;

import io.kaipan.config.messaging.Aggregates;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.pointsproof.LogPositions;
import io.kaipan.query.recordhistory.RecordStreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** How events are written and read, and the store that keeps them in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class EventLogConfig {
    /** How soon events of other nodes are noticed, in milliseconds; those of this node are noticed at once. */
    private static final int FETCH_DELAY_MILLIS = 50;

    @Bean
    LoggedTypes loggedTypes() {
        return new LoggedTypes(LoggedTypes.EVENTS, Aggregates.ALL);
    }

    @Bean
    @Qualifier("eventSerializer")
    LogSerializer eventSerializer(LoggedTypes types, PersonalDataVault vault) {
        return new LogSerializer(types, vault);
    }

    /**
     * Writes what is no part of the log: tokens, and messages between nodes. Replay tokens name Axon's classes inside,
     * which Jackson 3 reads only where it is allowed to.
     */
    @Bean
    @Primary
    Serializer generalSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        json -> json.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .allowIfSubType(String.class)
                                .build()))
                .build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer generalSerializer) {
        return generalSerializer;
    }

    @Bean
    EventUpcasterChain upcasters() {
        return new EventUpcasterChain(Upcasters.ALL);
    }

    /** Snapshots of other revisions than today's are ignored: the events tell the state. */
    @Bean
    SnapshotFilter snapshotFilter(LoggedTypes types) {
        return snapshot -> types.isCurrent(snapshot.getPayload().getType());
    }

    @Bean
    LogTail logTail() {
        return new LogTail();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    static class InPostgres {
        @Bean
        EventStorageEngine eventStorageEngine(
                LogSerializer serializer,
                EventUpcaster upcasters,
                LoggedTypes types,
                PersonalDataVault vault,
                SnapshotFilter snapshotFilter,
                LogTail logTail,
                @Qualifier("commandDataSource") DataSource command,
                @Qualifier("commandTransactionManager") PlatformTransactionManager commandTransactionManager,
                @Qualifier("projectionDataSource") DataSource projection,
                @Qualifier("projectionTransactionManager") PlatformTransactionManager projectionTransactionManager) {
            return new PostgresEventStorageEngine(
                    serializer,
                    upcasters,
                    new LoggedMessages(serializer, upcasters, new DataSubjects(types), vault),
                    snapshotFilter,
                    new LogConnections(command, projection, projectionTransactionManager),
                    logTail,
                    new TransactionTemplate(commandTransactionManager));
        }

        @Bean
        RecordStreams recordStreams(
                @Qualifier("queryJdbc") JdbcClient queryJdbc, LogSerializer serializer, EventUpcaster upcasters) {
            return new PostgresRecordStreams(queryJdbc, serializer, upcasters);
        }

        @Bean
        LogPositions logPositions(@Qualifier("queryJdbc") JdbcClient queryJdbc) {
            return new PostgresLogPositions(queryJdbc);
        }

        @Bean
        PostgresEventLog eventLog(
                @Qualifier("projectionDataSource") DataSource projection,
                LoggedTypes types,
                LogSerializer serializer,
                EventUpcaster upcasters,
                PersonalDataVault vault) {
            return new PostgresEventLog(projection, types, serializer, upcasters, vault);
        }

        // declared as what it is, so that Axon finds out that it is to be shut down
        @Bean
        WakingEventStore eventStore(
                EventStorageEngine engine, LogTail logTail, org.axonframework.config.Configuration axon) {
            EmbeddedEventStore.Builder settings = EmbeddedEventStore.builder()
                    .storageEngine(engine)
                    .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                    .spanFactory(axon.getComponent(EventBusSpanFactory.class))
                    .fetchDelay(FETCH_DELAY_MILLIS)
                    .timeUnit(TimeUnit.MILLISECONDS);
            return new WakingEventStore(settings, logTail);
        }
    }

    /**
     * The same names, seals and strictness over events that an Axon Server keeps. It commits them by itself, just before
     * PostgreSQL commits what else the command wrote.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    static class InAxonServer {
        @Bean
        StreamedEventLog eventLog(EventStore eventStore) {
            return new StreamedEventLog(eventStore);
        }

        @Bean
        EventStore eventStore(
                LogSerializer serializer,
                EventUpcaster upcasters,
                SnapshotFilter snapshotFilter,
                AxonServerConfiguration server,
                AxonServerConnectionManager connections,
                org.axonframework.config.Configuration axon) {
            return AxonServerEventStore.builder()
                    .configuration(server)
                    .platformConnectionManager(connections)
                    .eventSerializer(serializer)
                    .snapshotSerializer(serializer)
                    .snapshotFilter(snapshotFilter)
                    .upcasterChain(upcasters)
                    .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                    .spanFactory(axon.getComponent(EventBusSpanFactory.class))
                    .build();
        }

        /** An Axon Server doesn't find events by their ids. */
        @Bean
        LogPositions logPositions() {
            return events -> Optional.empty();
        }

        /** An Axon Server is asked record by record. */
        @Bean
        RecordStreams recordStreams(EventStore eventStore) {
            return ids -> {
                Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
                for (String id : ids) {
                    // from the first event on, so that no snapshot takes the place of the older ones
                    List<DomainEventMessage<?>> events = eventStore
                            .readEvents(id, 0)
                            .asStream()
                            .<DomainEventMessage<?>>map(event -> event)
                            .toList();
                    if (!events.isEmpty()) {
                        streams.put(id, events);
                    }
                }
                return streams;
            };
        }
    }
}
