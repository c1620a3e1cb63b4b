package io.kaipan.query.livechanges;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Tells, on every node, which rows of a view have changed, as soon as the projection's transaction is committed. Holds one
 * connection of the query pool for itself.
 */
@Component
public class ChangeFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int LOOK_UP_MILLIS = 500;
    private static final int QUIET_LOOKS = 20;
    private static final int RETRY_MILLIS = 1_000;

    private final DataSource source;
    private final Set<Interest> interests = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    ChangeFeed(@Qualifier("queryDataSource") DataSource source) {
        this.source = source;
    }

    /** Hears of changes on the feed's own thread, and is to return at once. */
    public interface Listener {
        /** These rows have changed. */
        void changed(Set<String> ids);

        /** More has changed than can be told row by row; or may have, while the connection was away. */
        void lost();
    }

    /** Ends a listener's interest. */
    @FunctionalInterface
    public interface Registration {
        void cancel();
    }

    private record Interest(String view, Listener listener) {}

    /**
     * Announces changed rows, in the transaction that changes them: heard when it commits, never when it does not.
     *
     * @param ids of the rows; none announces nothing
     */
    public static void announce(NamedParameterJdbcOperations jdbc, String view, Collection<String> ids) {
        Announcement.publish(jdbc, view, ids);
    }

    /** Announces that a view is another now as a whole, in the transaction that makes it so. */
    public static void announceSwitch(NamedParameterJdbcOperations jdbc, String view) {
        Announcement.publishAll(jdbc, view);
    }

    /** Tells a listener of every change in a view from now on. */
    public Registration listen(String view, Listener listener) {
        Interest interest = new Interest(view, listener);
        interests.add(interest);
        return () -> interests.remove(interest);
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofPlatform().name("view-changes").daemon().start(() -> run(stop));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run(CountDownLatch stop) {
        try {
            do {
                hear(stop);
            } while (!stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens until told to stop, or until the connection is lost. */
    private void hear(CountDownLatch stop) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + Announcement.CHANNEL);
            interests.forEach(interest -> tell(interest.listener(), Set.of()));
            PGConnection notices = connection.unwrap(PGConnection.class);
            for (int quiet = 0; stop.getCount() > 0; quiet++) {
                for (PGNotification notice : notices.getNotifications(LOOK_UP_MILLIS)) {
                    quiet = 0;
                    tell(Announcement.parse(notice.getParameter()));
                }
                if (quiet == QUIET_LOOKS) {
                    quiet = 0;
                    statement.execute("SELECT"); // fails when the connection died without a word
                }
            }
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.warn("Live changes are interrupted, trying again: {}", e.getMessage());
        }
    }

    private void tell(Announcement announcement) {
        for (Interest interest : interests) {
            if (interest.view().equals(announcement.view())) {
                tell(interest.listener(), announcement.ids());
            }
        }
    }

    private static void tell(Listener listener, Set<String> ids) {
        try {
            if (ids.isEmpty()) {
                listener.lost();
            } else {
                listener.changed(ids);
            }
        } catch (RuntimeException e) {
            LOG.warn("A listener to live changes failed", e);
        }
    }
}
