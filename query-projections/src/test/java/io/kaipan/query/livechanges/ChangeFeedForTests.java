package io.kaipan.query.livechanges;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A feed of which one can tell that it has said all there was to say. */
public final class ChangeFeedForTests {
    private static final String MARKER = "marker";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataSource source;
    private final ChangeFeed feed;
    private final Counter markers = new Counter();

    public ChangeFeedForTests(DataSource source) {
        this.source = source;
        this.feed = new ChangeFeed(source);
    }

    public ChangeFeed feed() {
        return feed;
    }

    /** Starts the feed and waits until it listens. */
    public void start() {
        feed.listen(MARKER, markers);
        feed.start();
        await().atMost(PATIENCE).until(() -> markers.lost.get() > 0);
    }

    /** Waits until everything announced so far has been heard. */
    public void awaitQuiet() {
        int before = markers.changed.get();
        ChangeFeed.announce(new NamedParameterJdbcTemplate(source), MARKER, List.of("x"));
        await().atMost(PATIENCE).until(() -> markers.changed.get() > before);
    }

    public void stop() {
        feed.stop();
    }

    private static final class Counter implements ChangeFeed.Listener {
        final AtomicInteger changed = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();

        @Override
        public void changed(Set<String> ids) {
            changed.incrementAndGet();
        }

        @Override
        public void lost() {
            lost.incrementAndGet();
        }
    }
}
