package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.rebuild.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * The log in PostgreSQL, read in bulk: keyset pages on one connection, the next fetched while the last is worked on. What
 * isn't wanted is left out by the statement.
 */
final class PostgresEventLog implements EventLog {
    /** Small enough that the pages under way die young. */
    static final int PAGE = 2_000;

    private static final Duration LONGEST_WRITER = Duration.ofMillis(PostgresEventStorageEngine.GAP_TIMEOUT_MILLIS);
    private static final long LOOK_MILLIS = 10;
    private static final String WRITERS = """
            SELECT coalesce(array_agg(virtualtransaction), '{}') FROM pg_locks
            WHERE locktype = 'relation' AND relation = 'log.domain_event'::regclass AND mode = 'RowExclusiveLock'
                AND granted""";
    // the end is left to us: with it as a second bound PostgreSQL may take pages for small, and sort each anew
    private static final String READ = """
            SELECT global_index, aggregate_identifier, sequence_number, payload_type, payload_revision, payload, meta_data,
                time_stamp
            FROM log.domain_event
            WHERE global_index > ? AND payload_type <> ALL (?)
            ORDER BY global_index LIMIT\s""" + PAGE;

    private final DataSource projection;
    private final JdbcTemplate jdbc;
    private final LoggedTypes types;
    private final PersonalDataVault vault;
    private final DataSubjects subjects;
    private final StoredEvents events;

    PostgresEventLog(
            DataSource projection,
            LoggedTypes types,
            LogSerializer serializer,
            EventUpcaster upcasters,
            PersonalDataVault vault) {
        this.projection = projection;
        this.jdbc = new JdbcTemplate(projection);
        this.types = types;
        this.vault = vault;
        this.subjects = new DataSubjects(types);
        this.events = new StoredEvents(serializer, upcasters);
    }

    @Override
    public long end() {
        return Objects.requireNonNullElse(
                jdbc.queryForObject("SELECT max(global_index) FROM log.domain_event", Long.class), 0L);
    }

    /**
     * Numbers are given to events before their transactions are committed. Whoever may still commit one up to the end holds
     * a lock on the table at this moment, as every writer does from its first statement on.
     */
    @Override
    public long settledEnd() throws InterruptedException {
        long end = end();
        List<String> writers = writers();
        long deadline = System.nanoTime() + LONGEST_WRITER.toNanos();
        while (!writers.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("A transaction writes events for longer than any may");
            }
            Thread.sleep(LOOK_MILLIS);
            List<String> now = writers();
            writers = writers.stream().filter(now::contains).toList();
        }
        return end;
    }

    private List<String> writers() {
        return jdbc.query(WRITERS, row -> {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        });
    }

    @Override
    public boolean holdAnyOf(Collection<Long> positions) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM log.domain_event WHERE global_index = ANY (?))", Boolean.class, (Object)
                        positions.toArray(Long[]::new)));
    }

    @Override
    public @Nullable TrackingToken tokenAt(long settledPosition) {
        return settledPosition == 0 ? null : GapAwareTrackingToken.newInstance(settledPosition, Set.of());
    }

    @Override
    public Pages read(Predicate<Class<?>> kinds, long until) {
        String[] unwanted = types.classes().stream()
                .filter(kinds.negate())
                .map(types::nameOf)
                .toArray(String[]::new);
        try {
            return new PagesOfLog(projection.getConnection(), unwanted, until);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        return Objects.requireNonNull(new SQLStateSQLExceptionTranslator().translate("Reading the log", READ, e));
    }

    /** While one page is worked on, the next is read, and the one after that fetched. */
    private final class PagesOfLog implements Pages {
        private static final int AHEAD = 2;

        private final Connection connection;
        private final PreparedStatement statement;
        private final long until;
        private final ExecutorService fetching = thread("log-pages");
        private final ExecutorService reading = thread("log-events");
        private final Deque<CompletableFuture<List<LoggedEvent>>> ahead = new ArrayDeque<>();
        private long position;

        PagesOfLog(Connection connection, String[] unwanted, long until) throws SQLException {
            this.connection = connection;
            this.until = until;
            this.statement = connection.prepareStatement(READ);
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1); // bytes come as bytes from the first page on
            statement.setArray(2, connection.createArrayOf("text", unwanted));
            while (ahead.size() < AHEAD) {
                ahead.add(begin());
            }
        }

        private static ExecutorService thread(String name) {
            return Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name(name).daemon().factory());
        }

        private CompletableFuture<List<LoggedEvent>> begin() {
            return CompletableFuture.supplyAsync(this::fetch, fetching).thenApplyAsync(events::read, reading);
        }

        @Override
        public List<LoggedEvent> next() throws InterruptedException {
            List<LoggedEvent> page = read(ahead.remove());
            ahead.add(begin());
            return page;
        }

        private static List<LoggedEvent> read(CompletableFuture<List<LoggedEvent>> page) throws InterruptedException {
            try {
                return page.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }

        private List<StoredEvents.Stored> fetch() {
            List<StoredEvents.Stored> page = new ArrayList<>(PAGE);
            try {
                statement.setLong(1, position);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next() && row.getLong(1) <= until) {
                        page.add(new StoredEvents.Stored(
                                row.getLong(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBytes(6),
                                row.getBytes(7),
                                row.getString(8)));
                    }
                }
            } catch (SQLException e) {
                throw failed(e);
            }
            if (!page.isEmpty()) {
                position = page.getLast().position();
                vault.prepare(subjectsOf(page));
            }
            return page;
        }

        private Set<CustomerId> subjectsOf(List<StoredEvents.Stored> page) {
            return page.stream()
                    .map(event -> subjects.in(event.type(), event.payload()))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            fetching.shutdown();
            ahead.forEach(page -> page.handle((events, failure) -> null).join());
            reading.shutdown();
            JdbcUtils.closeStatement(statement);
            JdbcUtils.closeConnection(connection);
        }
    }
}
