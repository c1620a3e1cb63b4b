package io.kaipan.config.processing;

import io.kaipan.config.eventlog.LogTail;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every processor is a pooled one on the projections' pool: rows, token and parked events are one transaction. What a
 * handler throws is never skipped.
 */
@Configuration(proxyBeanMethods = false)
class ProcessingConfig {
    static final int BATCH = 500;

    /** A processor's token belongs to whoever else wants it when its node was silent for so long. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    private static final int CLAIM_EXTENSION_MILLIS = 2_000;
    private static final int CLAIM_INTERVAL_MILLIS = 1_000;

    /**
     * @param node names this node among those that share the tokens; a node that comes back under its name has its
     *     tokens at once. Empty: the process and its host
     */
    @Bean
    TokenStore tokenStore(
            @Qualifier("projectionDataSource") DataSource projection,
            Serializer generalSerializer,
            @Value("${kaipan.node:}") String node) {
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(projection))
                .schema(TokenSchema.builder()
                        .setTokenTable("engine.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .setOwnerColumn("owner")
                        .build())
                .serializer(generalSerializer)
                .contentType(byte[].class)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(node.isBlank() ? ManagementFactory.getRuntimeMXBean().getName() : node)
                .build();
    }

    // declared as what it is, so that Axon makes none of its own
    @Bean
    ViewProcessing eventProcessingModule(ProcessorThreads threads) {
        return new ViewProcessing(threads);
    }

    /**
     * @param perRecord the groups that take each record's events in order, and those of different records in any
     * @param perCustomer the groups that take the events about each customer in order
     */
    @Bean
    ConfigurerModule processing(
            TokenStore tokenStore,
            @Qualifier("projectionDataSource") DataSource projection,
            @Qualifier("projectionTransactions") TransactionManager transactions,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Serializer generalSerializer,
            @Value("${kaipan.processing.per-record:}") Set<String> perRecord,
            @Value("${kaipan.processing.per-customer:}") Set<String> perCustomer,
            MeterRegistry registry,
            ViewProcessing views,
            ProcessorThreads threads,
            ListableBeanFactory beans) {
        DeadLetters deadLetters = new DeadLetters(projection, transactions, generalSerializer, eventSerializer);
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            configurer.onInitialize(
                    axon -> axon.onStart(() -> views.measure(new ProcessorMeters(views, axon.eventStore(), registry))));
            processing
                    .usingPooledStreamingEventProcessors((axon, processor) -> processor
                            .initialSegmentCount(1)
                            .initialToken(StreamableMessageSource::createTailToken)
                            .batchSize(BATCH)
                            .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                            .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                            .coordinatorExecutor(threads.coordinators())
                            .workerExecutor(threads.workers()))
                    .registerTokenStore(axon -> tokenStore)
                    .registerDefaultTransactionManager(axon -> transactions)
                    .registerDefaultSequencingPolicy(axon -> new OneSequence())
                    .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance())
                    .registerDefaultErrorHandler(axon -> PropagatingErrorHandler.instance())
                    .registerDefaultHandlerInterceptor((axon, name) -> new PoisonGuard(name, projection))
                    .registerDeadLetterQueueProvider(deadLetters::of)
                    .registerDefaultDeadLetterPolicy(axon -> PoisonGuard::decide)
                    .byDefaultAssignHandlerInstancesTo(ProcessingConfig::refuseUnnamed);
            perRecord.forEach(group ->
                    processing.registerSequencingPolicy(group, axon -> SequentialPerAggregatePolicy.instance()));
            perCustomer.forEach(group -> processing.registerSequencingPolicy(group, axon -> new CustomerSequence()));
            groups(beans)
                    .forEach(group -> processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                            group, (axon, invoker) -> invoker.enableSequenceIdentifierCache()
                                    .allowReset(true)));
        };
    }

    @Bean
    HandlerEnhancerDefinition eventHandledNotice() {
        return new EventHandledNotice();
    }

    @Bean
    ProcessorHealth eventProcessorsHealthIndicator(
            EventProcessingConfiguration eventProcessingConfiguration, LogTail logTail) {
        return new ProcessorHealth(eventProcessingConfiguration, logTail);
    }

    private static Stream<String> groups(ListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForAnnotation(ProcessingGroup.class))
                .map(name -> beans.findAnnotationOnBean(name, ProcessingGroup.class))
                .map(ProcessingGroup::value)
                .distinct();
    }

    private static String refuseUnnamed(Object handler) {
        throw new IllegalStateException(handler.getClass().getName()
                + " handles events and needs a @ProcessingGroup: its token is found by that name");
    }

    private record DeadLetters(
            DataSource projection, TransactionManager transactions, Serializer general, Serializer events) {
        Function<org.axonframework.config.Configuration, SequencedDeadLetterQueue<EventMessage<?>>> of(String group) {
            ConnectionProvider connections = new SpringDataSourceConnectionProvider(projection);
            return axon -> JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                    .processingGroup(group)
                    .connectionProvider(connections)
                    .transactionManager(transactions)
                    .schema(DeadLetterStatements.SCHEMA)
                    .statementFactory(new DeadLetterStatements(general, events))
                    .genericSerializer(general)
                    .eventSerializer(events)
                    .pageSize(DeadLetterStatements.PAGE)
                    .build();
        }
    }
}
