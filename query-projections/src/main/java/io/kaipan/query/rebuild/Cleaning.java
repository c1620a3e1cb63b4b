package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.projection.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes away what ended generations have left, once no node works on them any more. */
@Component
class Cleaning {
    private static final Logger log = LoggerFactory.getLogger(Cleaning.class);

    /** A token that was claimed before that is nobody's: its node is dead. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final ViewsAtWork views;
    private final DataSource projection;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cleaning(
            ViewsAtWork views,
            @Qualifier("projectionDataSource") DataSource projection,
            @Qualifier("projectionTransactionManager") PlatformTransactionManager transactions,
            Clock clock) {
        this.views = views;
        this.projection = projection;
        this.jdbc = JdbcClient.create(projection);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param all generations of all views */
    void clean(List<Generation> all) {
        all.stream()
                .filter(generation -> generation.endedAt() != null && views.knows(generation.view()))
                .filter(this::isThere)
                .forEach(this::clean);
    }

    private void clean(Generation generation) {
        try (ViewLock lock = ViewLock.tryFor(ViewLock.Purpose.VIEW, generation.view(), projection)
                .orElse(null)) {
            if (lock != null && !isAtWork(generation)) {
                transaction.executeWithoutResult(status -> {
                    Remains.clear(jdbc, generation);
                    for (Table<?> table : views.projection(generation.view()).tables()) {
                        jdbc.sql("SELECT view.drop_generation(:table, :generation)")
                                .param("table", table.name())
                                .param("generation", generation.number())
                                .query(row -> {});
                    }
                });
                log.info("{} is gone", generation.group());
            }
        }
    }

    private boolean isThere(Generation generation) {
        return views.projection(generation.view()).tables().stream()
                .anyMatch(table -> jdbc.sql("SELECT to_regclass(:name) IS NOT NULL")
                        .param("name", table.in(generation.number()))
                        .query(Boolean.class)
                        .single());
    }

    /** Whether some node's processor still claims a part of it. */
    private boolean isAtWork(Generation generation) {
        Instant dead = clock.instant().minus(CLAIM);
        return jdbc
                .sql("SELECT time_stamp FROM engine.token_entry WHERE processor_name = :group AND owner IS NOT NULL")
                .param("group", generation.group())
                .query(String.class)
                .list()
                .stream()
                .anyMatch(claimedAt -> Instant.parse(claimedAt).isAfter(dead));
    }
}
