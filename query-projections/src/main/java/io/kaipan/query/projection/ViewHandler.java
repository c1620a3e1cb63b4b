package io.kaipan.query.projection;

import io.kaipan.query.livechanges.ChangeFeed;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Writes one generation of a view batch by batch, as its processor hands the events over: what the events of a batch are
 * about is read at once, and what they change is written at once.
 */
public final class ViewHandler implements EventMessageHandler {
    private static final Logger log = LoggerFactory.getLogger(ViewHandler.class);

    private final Projection projection;
    private final NamedParameterJdbcOperations jdbc;
    private final GenerationTables tables;
    private final BooleanSupplier live;

    /** @param live whether this generation is the one that is read, so that its changes are announced */
    public ViewHandler(Projection projection, NamedParameterJdbcOperations jdbc, int generation, BooleanSupplier live) {
        this.projection = projection;
        this.jdbc = jdbc;
        this.tables = new GenerationTables(jdbc, generation);
        this.live = live;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return projection.follows(message.getPayloadType());
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return projection.follows(payloadType);
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        LoadedRows rows = Batch.current(RowBatch.class, this::begin).rows;
        projection.fold(Recorded.of(message), rows);
        rows.keep();
        return null;
    }

    /** Before a replay the tables are emptied. */
    @Override
    public void prepareReset() {
        projection.tables().forEach(tables::empty);
    }

    private RowBatch begin() {
        LoadedRows rows = new LoadedRows(tables, true);
        if (CurrentUnitOfWork.get().root() instanceof BatchingUnitOfWork<?> batch) {
            Wanted wanted = new Wanted();
            batch.getMessages().stream()
                    .<EventMessage<?>>map(message -> (EventMessage<?>) message)
                    .filter(this::canHandle)
                    .forEach(message -> foresee(message, wanted));
            rows.load(wanted);
        }
        return new RowBatch(rows);
    }

    private void foresee(EventMessage<?> message, Wanted wanted) {
        try {
            projection.foresee(message.getPayload(), wanted);
        } catch (RuntimeException leftToItsOwnTurn) {
            log.debug("Event {} can't be looked into ahead of its turn", message.getIdentifier(), leftToItsOwnTurn);
        }
    }

    private final class RowBatch implements Batch {
        private final LoadedRows rows;

        RowBatch(LoadedRows rows) {
            this.rows = rows;
        }

        @Override
        public void write() {
            projection
                    .announced()
                    .filter(table -> live.getAsBoolean())
                    .ifPresent(table -> ChangeFeed.announce(jdbc, projection.view(), rows.changed(table)));
            rows.write();
        }
    }
}
