package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a build has come, written down for all nodes every now and then. Written on the connection that holds the view's
 * lock: when that is lost, and another node may have begun anew, the build ends.
 */
final class BuildProgress {
    private static final Logger log = LoggerFactory.getLogger(BuildProgress.class);
    private static final long TOLD_EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOGGED_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Generation generation;
    private final long end;
    private final JdbcClient jdbc;
    private final long begun = System.nanoTime();
    private long told = begun;
    private long logged = begun;

    BuildProgress(Generation generation, long end, JdbcClient lock) {
        this.generation = generation;
        this.end = end;
        this.jdbc = lock;
    }

    /** @throws BuildStopped when the generation is no longer wanted */
    void readTo(long position, long events, long parked) {
        long now = System.nanoTime();
        if (now - told >= TOLD_EVERY_NANOS) {
            told = now;
            update(position, events, parked);
        }
        if (now - logged >= LOGGED_EVERY_NANOS) {
            logged = now;
            log.info(
                    "{} has read {} events, up to position {} of {}; {} a second",
                    generation.group(),
                    events,
                    position,
                    end,
                    Math.round(events / ((now - begun) / 1e9)));
        }
    }

    private void update(long position, long events, long parked) {
        int wanted = jdbc.sql("""
                UPDATE engine.view_generation SET read_to = :position, events = :events, parked = :parked
                WHERE view = :view AND generation = :generation AND state = 'BUILDING'""")
                .param("position", position)
                .param("events", events)
                .param("parked", parked)
                .param("view", generation.view())
                .param("generation", generation.number())
                .update();
        if (wanted == 0) {
            throw new BuildStopped(generation);
        }
    }
}
