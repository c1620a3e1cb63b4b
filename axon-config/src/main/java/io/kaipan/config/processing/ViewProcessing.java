package io.kaipan.config.processing;

import io.kaipan.query.projection.ViewHandler;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.rebuild.Parking;
import io.kaipan.query.rebuild.ViewProcessors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.MessageHandlerInterceptorSupport;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's processors, with those of views' generations among them, which come and go while the application runs. They are
 * built as Axon builds all others from the same settings, and are found wherever those are.
 */
class ViewProcessing extends EventProcessingModule implements ViewProcessors {
    private static final Logger log = LoggerFactory.getLogger(ViewProcessing.class);

    private final Map<String, EventProcessor> ofViews = new ConcurrentHashMap<>();
    private final ProcessorThreads threads;
    private @Nullable ProcessorMeters meters;

    ViewProcessing(ProcessorThreads threads) {
        this.threads = threads;
    }

    /** Measures all processors, those to come too. */
    synchronized void measure(ProcessorMeters newMeters) {
        meters = newMeters;
        eventProcessors().values().forEach(newMeters::add);
    }

    @Override
    public synchronized void begin(String view, String group, ViewHandler handler) {
        if (ofViews.containsKey(group)) {
            return;
        }
        MultiEventHandlerInvoker invoker = new MultiEventHandlerInvoker(invoker(view, group, handler));
        EventProcessor processor = super.pooledStreamingEventProcessor(
                group,
                invoker,
                configuration,
                FollowedEvents.inChunks(
                        source(), invoker::canHandleType, threads.coordinators(), () -> whole(ofViews.get(group))),
                (axon, settings) -> settings);
        intercept(group, processor);
        if (processor instanceof StreamingEventProcessor streaming && isBeyondTheLog(group)) {
            log.warn(
                    "{} has handled more events than the log holds: the log was restored from an earlier moment. The view is"
                            + " emptied and filled anew",
                    group);
            streaming.resetTokens();
        }
        ofViews.put(group, processor);
        if (meters != null) {
            meters.add(processor);
        }
        processor.start();
    }

    /** How far a processor has come that runs here as a whole, in one segment that isn't being merged. */
    private static OptionalLong whole(@Nullable EventProcessor processor) {
        if (processor instanceof StreamingEventProcessor streaming) {
            for (EventTrackerStatus status : streaming.processingStatus().values()) {
                if (status.getSegment().getMask() == 0 && !status.isMerging()) {
                    return OptionalLong.of(status.getCurrentPosition().orElse(0));
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Any other processor: it gets the events that its handlers follow. */
    @Override
    protected EventProcessor pooledStreamingEventProcessor(
            String group,
            EventHandlerInvoker invoker,
            Configuration axon,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            PooledStreamingProcessorConfiguration settings) {
        return super.pooledStreamingEventProcessor(
                group,
                invoker,
                axon,
                FollowedEvents.oneByOne(log, invoker::canHandleType, threads.coordinators()),
                settings);
    }

    /** Whether a token of a group stands behind the end of the log; another node that has it has looked already. */
    private boolean isBeyondTheLog(String group) {
        TokenStore tokens = tokenStore(group);
        return transactionManager(group).fetchInTransaction(() -> {
            try {
                long reached = 0;
                for (int segment : tokens.fetchSegments(group)) {
                    reached = Math.max(reached, position(tokens.fetchToken(group, segment)));
                    tokens.releaseClaim(group, segment);
                }
                return reached > 0 && reached > position(source().createHeadToken());
            } catch (UnableToClaimTokenException e) {
                return false;
            }
        });
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    @Override
    public void end(String group) {
        EventProcessor processor = ofViews.get(group);
        if (processor != null) {
            processor.shutDown();
            forget(group);
        }
    }

    @Override
    public Parking parking(String view, String group) {
        return new GenerationParking(
                sequencingPolicy(view),
                deadLetterQueue(group).orElseThrow(),
                transactionManager(group),
                this::loggedAt);
    }

    private EventMessage<?> loggedAt(long position) {
        try (var events =
                source().openStream(configuration.getComponent(EventLog.class).tokenAt(position - 1))) {
            return events.nextAvailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at position " + position, e);
        }
    }

    @Override
    public void beginAfter(String group, @Nullable TrackingToken token) {
        tokenStore(group).initializeTokenSegments(group, 1, token);
    }

    private synchronized void forget(String group) {
        ofViews.remove(group);
        if (meters != null) {
            meters.remove(group);
        }
        deadLetteringEventHandlerInvokers.remove(group);
        deadLetterQueues.remove(group);
    }

    private DeadLetteringEventHandlerInvoker invoker(String view, String group, ViewHandler handler) {
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(List.of(new Noticed(handler)))
                .handlerDefinition(configuration.handlerDefinition(ViewHandler.class))
                .parameterResolverFactory(configuration.parameterResolverFactory())
                .sequencingPolicy(sequencingPolicy(view))
                .queue(deadLetterQueue(group).orElseThrow())
                .enqueuePolicy(deadLetterPolicy(group).orElseThrow())
                .transactionManager(transactionManager(group))
                .enableSequenceIdentifierCache()
                .allowReset(true)
                .build();
        intercept(group, invoker);
        deadLetteringEventHandlerInvokers.put(group, invoker);
        return invoker;
    }

    private void intercept(String group, MessageHandlerInterceptorSupport<EventMessage<?>> handling) {
        defaultHandlerInterceptors.forEach(
                interceptor -> handling.registerHandlerInterceptor(interceptor.apply(configuration, group)));
        handling.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
    }

    @SuppressWarnings("unchecked")
    private StreamableMessageSource<TrackedEventMessage<?>> source() {
        return (StreamableMessageSource<TrackedEventMessage<?>>) configuration.eventStore();
    }

    @Override
    public Map<String, EventProcessor> eventProcessors() {
        Map<String, EventProcessor> all = super.eventProcessors();
        all.putAll(ofViews);
        return all;
    }

    @Override
    public synchronized Optional<SequencedDeadLetterQueue<EventMessage<?>>> deadLetterQueue(String group) {
        return super.deadLetterQueue(group);
    }

    @Override
    public synchronized Optional<SequencedDeadLetterProcessor<EventMessage<?>>> sequencedDeadLetterProcessor(
            String group) {
        return super.sequencedDeadLetterProcessor(group);
    }

    /** Lets the {@link PoisonGuard} know that an event is handled, while errors still count as that event's. */
    private record Noticed(ViewHandler view) implements EventMessageHandler {
        @Override
        public @Nullable Object handle(EventMessage<?> event) {
            Object result = view.handle(event);
            PoisonGuard.eventHandled();
            return result;
        }

        @Override
        public boolean canHandle(EventMessage<?> event) {
            return view.canHandle(event);
        }

        @Override
        public boolean canHandleType(Class<?> payloadType) {
            return view.canHandleType(payloadType);
        }

        @Override
        public void prepareReset() {
            view.prepareReset();
        }
    }
}
