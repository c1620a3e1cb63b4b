package io.kaipan.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.rebuild.Built;
import io.kaipan.query.rebuild.Rebuilds;
import io.kaipan.query.viewposition.ViewPositions;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a {@link House} can be told to do. */
final class Orders {
    private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApplicationContext kaipan;
    private final Intake intake;
    private final Actor consultant;
    private final LeadBodies bodies = new LeadBodies();

    Orders(ApplicationContext kaipan) {
        this.kaipan = kaipan;
        this.intake = kaipan.getBean(Intake.class);
        this.consultant = kaipan.getBean(UserBook.class)
                .find(new UserName(LeadBodies.USER))
                .orElseThrow()
                .actor();
    }

    Object carryOut(String order, JsonNode with) throws Exception {
        return switch (order) {
            case "leads" -> Map.of("ids", leads(with.get("count").asInt()));
            case "views" -> views(with.get("on").asBoolean());
            case "follow" -> follow();
            case "alone" -> alone(with.get("view").asString());
            case "appendCold" -> appendsCold(with);
            case "ledger" ->
                Map.of("id", new Ledgers(kaipan).made(with.get("entries").asInt()));
            case "award" -> new Ledgers(kaipan).awards(with, false);
            case "awardCold" -> new Ledgers(kaipan).awards(with, true);
            case "stream" -> Map.of("id", stream(with.get("events").asInt()));
            case "read" -> timed(() -> pipeline().read());
            case "copy" -> timed(() -> pipeline().copy(false));
            case "copySealed" -> timed(() -> pipeline().copy(true));
            case "rebuild" -> rebuild(with.get("view").asString());
            case "fillLeads" ->
                Map.of("events", new Filling(kaipan).leads(with.get("count").asInt()));
            case "fillOpportunities" ->
                Map.of(
                        "events",
                        new Filling(kaipan).opportunities(with.get("count").asInt()));
            case "settle" -> settle();
            case "bytes" -> Map.of("bytes", bytes(with.get("command").asString()));
            case "create" -> turn(with, caller -> () -> send(LeadBodies.CREATE, bodies.create()));
            case "append" -> appends(with);
            case "insert" ->
                turn(with, caller -> new PlainInsert(with.get("payload").asString()));
            default -> throw new IllegalArgumentException("No such order: " + order);
        };
    }

    private static Sample turn(JsonNode with, ClosedLoop.Callers callers) throws Exception {
        return ClosedLoop.run(with.get("callers").asInt(), with.get("millis").asInt(), callers);
    }

    /** Each caller has leads of its own, as consultants have. */
    private Sample appends(JsonNode with) throws Exception {
        List<String> leads =
                with.get("leads").valueStream().map(JsonNode::asString).toList();
        int callers = with.get("callers").asInt();
        int each = leads.size() / callers;
        return turn(with, caller -> new ClosedLoop.Caller() {
            private int turn;

            @Override
            public void call() {
                send(LeadBodies.APPEND, bodies.append(leads.get(caller * each + turn++ % each)));
            }
        });
    }

    /** As {@link #appends}, with no aggregate kept in memory. */
    private Sample appendsCold(JsonNode with) throws Exception {
        Cache cache = kaipan.getBean(Cache.class);
        List<String> leads =
                with.get("leads").valueStream().map(JsonNode::asString).toList();
        AtomicInteger turn = new AtomicInteger();
        return turn(with, caller -> () -> {
            String lead = leads.get(turn.getAndIncrement() % leads.size());
            cache.remove(lead);
            send(LeadBodies.APPEND, bodies.append(lead));
        });
    }

    /** A lead with so many events. */
    private String stream(int events) {
        String lead = send(LeadBodies.CREATE, bodies.create()).id();
        for (int event = 1; event < events; event++) {
            send(LeadBodies.APPEND, bodies.append(lead));
        }
        return lead;
    }

    private LogPipeline pipeline() {
        return new LogPipeline(
                kaipan.getBean("projectionDataSource", HikariDataSource.class),
                kaipan.getBean(PersonalDataVault.class));
    }

    /** Builds the next generation of a view, and gives it up again. */
    private Map<String, Object> rebuild(String view) throws InterruptedException {
        Rebuilds rebuilds = kaipan.getBean(Rebuilds.class);
        Built built = built(rebuilds, view);
        double seconds = built.took().toNanos() / 1e9;
        rebuilds.cancel(view);
        MemoryPoolMXBean[] pools = ManagementFactory.getMemoryPoolMXBeans().toArray(MemoryPoolMXBean[]::new);
        double used = Arrays.stream(pools)
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
        return Map.of(
                "events",
                built.events(),
                "perSecond",
                built.events() / seconds,
                "heapAfterCollection",
                used / (1 << 20));
    }

    /** Waits while the tables of the one given up before are cleared away. */
    private static Built built(Rebuilds rebuilds, String view) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return rebuilds.rebuildNow(view, "admin");
            } catch (IllegalStateException busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    /** Something done for many events. */
    private interface Work {
        long events() throws Exception;
    }

    private static Map<String, Object> timed(Work work) throws Exception {
        long began = System.nanoTime();
        long events = work.events();
        return Map.of("events", events, "perSecond", events * 1e9 / (System.nanoTime() - began));
    }

    private List<String> leads(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> send(LeadBodies.CREATE, bodies.create()).id())
                .toList();
    }

    /** Sends a command under an idempotency key of its own. */
    private Receipt send(String command, String body) {
        CommandRequest request = new CommandRequest(
                command,
                JSON.readTree(body),
                consultant,
                consultant.user(),
                UUID.randomUUID().toString());
        return switch (intake.accept(request)) {
            case Outcome.Accepted accepted -> accepted.receipt();
            case Outcome.Refused refused -> throw new IllegalStateException(command + ": " + refused.refusals());
        };
    }

    private Map<String, Object> views(boolean on) {
        var processors = kaipan.getBean(EventProcessingConfiguration.class)
                .eventProcessors()
                .values();
        processors.forEach(on ? EventProcessor::start : EventProcessor::shutDown);
        return Map.of();
    }

    /** Waits until all processors have read what is in the log now. */
    private Map<String, Object> follow() {
        return Map.of(
                "position",
                follow(kaipan.getBean(EventProcessingConfiguration.class)
                        .eventProcessors()
                        .keySet()));
    }

    private long follow(Set<String> groups) {
        long head =
                kaipan.getBean(EventStore.class).createHeadToken().position().orElse(0);
        ViewPositions positions = kaipan.getBean(ViewPositions.class);
        long deadline = System.nanoTime() + LONGEST_CATCH_UP.toNanos();
        while (groups.stream().anyMatch(group -> positions.positionOf(group).orElse(-1) < head)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The views don't get on; they are to reach " + head);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return head;
    }

    /** Stops all processors, and has one of them follow the log from its beginning. */
    private Map<String, Object> alone(String view) throws Exception {
        views(false);
        StreamingEventProcessor processor = kaipan.getBean(EventProcessingConfiguration.class)
                .eventProcessor(view, StreamingEventProcessor.class)
                .orElseThrow();
        processor.resetTokens();
        return timed(() -> {
            processor.start();
            return follow(Set.of(view));
        });
    }

    /** Lets PostgreSQL catch up with its own housekeeping, and numbers the leads for pgbench. */
    private Map<String, Object> settle() throws SQLException {
        HikariDataSource pool = kaipan.getBean("queryDataSource", HikariDataSource.class);
        try (Connection connection =
                        DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM benchmark.lead");
            statement.execute("""
                    INSERT INTO benchmark.lead (number, lead_id, registered_at)
                    SELECT row_number() OVER (ORDER BY registered_at, lead_id), lead_id, registered_at
                    FROM view.lead_list""");
        }
        return Map.of();
    }

    /** How many bytes a command writes to the log; it is sent once to find out. */
    private long bytes(String command) {
        String lead = send(LeadBodies.CREATE, bodies.create()).id();
        if (command.equals(LeadBodies.APPEND)) {
            send(LeadBodies.APPEND, bodies.append(lead));
        }
        return kaipan.getBean(JdbcClient.class).sql("""
                WITH event AS (SELECT convert_from(meta_data, 'UTF8')::jsonb ->> 'commandId' AS command, *
                    FROM log.domain_event ORDER BY global_index DESC LIMIT 10)
                SELECT sum(pg_column_size(event_identifier) + pg_column_size(aggregate_identifier)
                        + pg_column_size(sequence_number) + pg_column_size(type) + pg_column_size(payload_type)
                        + pg_column_size(payload_revision) + pg_column_size(payload) + pg_column_size(meta_data)
                        + pg_column_size(time_stamp))
                FROM event WHERE command = (SELECT command FROM event LIMIT 1)""").query(Long.class).single();
    }

    /** One row a transaction on a connection of its own: what the machine does at best through this driver. */
    private final class PlainInsert implements ClosedLoop.Caller {
        private final String payload;
        private final Connection connection;
        private final PreparedStatement insert;

        PlainInsert(String payload) throws SQLException {
            HikariDataSource pool = kaipan.getBean("commandDataSource", HikariDataSource.class);
            this.payload = payload;
            this.connection = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            this.insert = connection.prepareStatement("INSERT INTO benchmark.plain_row (payload) VALUES (?)");
        }

        @Override
        public void call() throws SQLException {
            insert.setString(1, payload);
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
