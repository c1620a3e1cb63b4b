package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Table;
import io.kaipan.query.rebuild.RebuildRefused.Reason;
import io.kaipan.query.viewposition.CommittedPositions;
import io.kaipan.query.viewposition.ViewPositions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes another generation of a view the one that is read, in one transaction. It waits for readers no longer than 50 ms at
 * a time, because others wait behind it, and tries again.
 */
@Component
class Switch {
    private static final Logger log = LoggerFactory.getLogger(Switch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final DataSource projection;
    private final JdbcClient jdbc;
    private final StoredTokens tokens;
    private final ViewPositions positions;
    private final CommittedPositions committed;
    private final TransactionTemplate transaction;

    Switch(
            @Qualifier("projectionDataSource") DataSource projection,
            @Qualifier("generalSerializer") Serializer serializer,
            ViewPositions positions,
            CommittedPositions committed,
            @Qualifier("projectionTransactionManager") PlatformTransactionManager transactions) {
        this.projection = projection;
        this.jdbc = JdbcClient.create(projection);
        this.tokens = new StoredTokens(jdbc, serializer);
        this.positions = positions;
        this.committed = committed;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Switches.
     *
     * @param acceptParked whether the next may have parked more events than the one that is read
     * @throws RebuildRefused NOT_CAUGHT_UP, EVENTS_PARKED or VIEW_BUSY; or what the states of the generations forbid
     */
    void to(Generation next, Generation live, Projection view, boolean acceptParked) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RebuildRefused refused = attempt(next, live, view, acceptParked);
            if (refused == null) {
                log.info("{} is read now instead of {}", next.group(), live.group());
                return;
            }
            if (!isPassing(refused.reason()) || System.nanoTime() > deadline) {
                throw refused;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isPassing(Reason reason) {
        return reason == Reason.NOT_CAUGHT_UP || reason == Reason.VIEW_BUSY;
    }

    private @Nullable RebuildRefused attempt(Generation next, Generation live, Projection view, boolean acceptParked) {
        try {
            return transaction.execute(status -> {
                jdbc.sql("SET LOCAL lock_timeout = '50ms'").update();
                RebuildRefused refused = refusal(next, live, acceptParked);
                if (refused == null) {
                    show(next, live, view);
                } else {
                    status.setRollbackOnly();
                }
                return refused;
            });
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return new RebuildRefused(Reason.VIEW_BUSY);
            }
            throw e;
        }
    }

    /** Holds the live generation where it is until the transaction ends, so that nobody is shown less than before. */
    private @Nullable RebuildRefused refusal(Generation next, Generation live, boolean acceptParked) {
        List<@Nullable TrackingToken> ahead = tokens.held(live.group());
        List<@Nullable TrackingToken> behind = positions.tokens(next.group());
        if (!StoredTokens.covers(behind, ahead, committed)) {
            return new RebuildRefused(Reason.NOT_CAUGHT_UP).with("behind", StoredTokens.behind(behind, ahead));
        }
        long parked = parked(next) - parked(live);
        return parked > 0 && !acceptParked ? new RebuildRefused(Reason.EVENTS_PARKED).with("parked", parked) : null;
    }

    private long parked(Generation generation) {
        return jdbc.sql("SELECT count(*) FROM engine.dead_letter_entry WHERE processing_group = :group")
                .param("group", generation.group())
                .query(Long.class)
                .single();
    }

    private void show(Generation next, Generation live, Projection view) {
        become(live, "state = 'RETIRED'", "state = 'LIVE'");
        become(next, "state = 'LIVE', live_at = now()", "state IN ('CATCHING_UP', 'RETIRED')");
        for (Table<?> table : view.tables()) {
            jdbc.sql("SELECT view.show_generation(:table, :generation)")
                    .param("table", table.name())
                    .param("generation", next.number())
                    .query(row -> {});
        }
        ChangeFeed.announceSwitch(new NamedParameterJdbcTemplate(projection), next.view());
    }

    private void become(Generation generation, String change, String provided) {
        int changed = jdbc.sql("UPDATE engine.view_generation SET " + change
                        + " WHERE view = :view AND generation = :generation AND " + provided)
                .param("view", generation.view())
                .param("generation", generation.number())
                .update();
        if (changed == 0) {
            throw new RebuildRefused(Reason.NO_REBUILD);
        }
    }
}
