package io.kaipan.config.messaging;

import io.kaipan.command.intake.CommandCatalogue;
import io.kaipan.command.intake.IntakeCommandBus;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command bus, what events say about their origin, and snapshots. */
@Configuration(proxyBeanMethods = false)
class MessagingConfig {
    @Bean
    InitializingBean eventsTakeTheClock(Clock clock) {
        return () -> GenericEventMessage.clock = clock;
    }

    @Bean
    ForgottenInMemory forgottenInMemory(EventStore eventStore, Cache aggregateCache) {
        return new ForgottenInMemory(eventStore, aggregateCache);
    }

    @Bean
    CorrelationDataProvider eventOrigin() {
        return new EventOrigin();
    }

    /** Whatever a handler throws, checked or not, rolls its command back (G-6). */
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(
            @Qualifier("commandTransactions") TransactionManager commandTransactions,
            JdbcClient commandJdbc,
            EventStore eventStore,
            org.axonframework.config.Configuration axon) {
        SimpleCommandBus commandBus = new IntakeCommandBus(
                SimpleCommandBus.builder()
                        .transactionManager(commandTransactions)
                        .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                        .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                        .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                        .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus")),
                new CommandCatalogue(),
                commandJdbc,
                eventStore);
        commandBus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return commandBus;
    }

    /** Takes snapshots beside the commands, so that no sender waits for one. */
    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            EventStore eventStore,
            @Qualifier("commandTransactions") TransactionManager commandTransactions,
            ParameterResolverFactory parameterResolverFactory,
            HandlerDefinition handlerDefinition) {
        ExecutorService thread = Executors.newSingleThreadExecutor(new AxonThreadFactory("snapshots"));
        axon.onShutdown(thread::shutdown);
        return AggregateSnapshotter.builder()
                .eventStore(eventStore)
                .aggregateFactories(Aggregates.ALL.stream()
                        .<AggregateFactory<?>>map(type ->
                                new GenericAggregateFactory<>(AnnotatedAggregateMetaModelFactory.inspectAggregate(
                                        type, parameterResolverFactory, handlerDefinition)))
                        .toList())
                .repositoryProvider(axon::repository)
                .transactionManager(commandTransactions)
                .executor(thread)
                .parameterResolverFactory(parameterResolverFactory)
                .handlerDefinition(handlerDefinition)
                .build();
    }
}
