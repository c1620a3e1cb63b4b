package io.kaipan.benchmarks;

import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.postgresql.PGConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the log with leads or opportunities, two of each customer, as if they had arisen one every ten seconds: the events are
 * written by Kaipan's own serializer under keys of Kaipan's own, only that COPY takes them in. Claims in {@code lookup}
 * and idempotency keys are left out.
 */
final class Filling {
    private static final int CUSTOMERS_AT_ONCE = 500;
    private static final int THREADS = 2;
    private static final int SECONDS_BETWEEN = 10;
    private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");
    private static final List<String> OWNERS = List.of("zhang.min", "li.qiang", "wang.fang", "chen.jie");
    private static final List<String> PROJECTS = List.of("JYLW", "WKC");
    /** Records of each customer. */
    private static final int EACH = 2;

    private static final List<String> STAGES = List.of("初次接触", "看房", "意向", "议价", "认购");
    private static final List<String> CHANNELS = List.of("报纸", "路牌", "网络", "朋友介绍");
    private static final List<String> LEVELS = List.of("A", "B", "C", "D");
    private static final List<String> SURNAMES = List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴");
    private static final List<String> NAMES = List.of("芳", "伟", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟");

    private static final String COPY = """
            COPY log.domain_event (event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data, time_stamp) FROM STDIN""";

    private final Serializer serializer;
    private final PersonalDataKeys keys;
    private final DataSource command;
    private final TransactionTemplate transaction;

    Filling(ApplicationContext kaipan) {
        this.serializer = kaipan.getBean("eventSerializer", Serializer.class);
        this.keys = kaipan.getBean(PersonalDataKeys.class);
        this.command = kaipan.getBean("commandDataSource", DataSource.class);
        this.transaction =
                new TransactionTemplate(kaipan.getBean("commandTransactionManager", PlatformTransactionManager.class));
    }

    /** When the lead of a number was registered. */
    static Instant registeredAt(long number) {
        return FIRST.plusSeconds(number * SECONDS_BETWEEN);
    }

    /** When the customer of a number was registered, and their first lead or opportunity with them. */
    static Instant arrivedAt(long number) {
        return registeredAt(number * EACH);
    }

    /** The events of a customer's first or second record. */
    private interface Records {
        void of(CustomerId customer, int number, int which, List<DomainEventMessage<?>> events);
    }

    /** Fills in so many leads, of each customer one a project. @return how many events they are */
    long leads(int leads) throws Exception {
        return fill(leads, Filling::lead);
    }

    /**
     * Fills in so many opportunities: of each customer an open one in the first project, and an open one in the other or a
     * lost one in the same. @return how many events they are
     */
    long opportunities(int opportunities) throws Exception {
        return fill(opportunities, Filling::opportunity);
    }

    private long fill(int records, Records of) throws Exception {
        int customers = records / EACH;
        LongAdder written = new LongAdder();
        List<Future<?>> batches = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int from = 0; from < customers; from += CUSTOMERS_AT_ONCE) {
                int first = from;
                int end = Math.min(customers, from + CUSTOMERS_AT_ONCE);
                batches.add(threads.submit(() -> transaction.executeWithoutResult(status -> {
                    List<DomainEventMessage<?>> events = eventsOf(first, end, of);
                    write(events);
                    written.add(events.size());
                })));
            }
            for (Future<?> batch : batches) {
                batch.get();
            }
        }
        return written.sum();
    }

    private List<DomainEventMessage<?>> eventsOf(int from, int end, Records of) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int number = from; number < end; number++) {
            CustomerId customer = new CustomerId(TypeId.of(CustomerId.PREFIX, uuid(number, 0)));
            keys.create(customer);
            PhoneNumber phone = new PhoneNumber("+861%010d".formatted(3_000_000_000L + number));
            CustomerRegistered event = new CustomerRegistered(customer, nameOf(number), List.of(phone), null);
            events.add(event("RegisterLead", "Customer", customer.value(), 0, arrivedAt(number), event));
            for (int which = 0; which < EACH; which++) {
                of.of(customer, number, which, events);
            }
        }
        return events;
    }

    private static String nameOf(int number) {
        return one(SURNAMES, number) + one(NAMES, number / 10) + one(NAMES, number / 120);
    }

    private static void lead(CustomerId customer, int number, int which, List<DomainEventMessage<?>> events) {
        Instant registered = registeredAt((long) number * EACH + which);
        LeadId lead = new LeadId(TypeId.of(LeadId.PREFIX, uuid(number, which + 1)));
        LeadRegistered event = new LeadRegistered(
                lead,
                customer,
                new ProjectCode(PROJECTS.get(which)),
                "来电咨询三室两厅",
                one(CHANNELS, number),
                one(LEVELS, number / 3 + which),
                "看过样板间，关心学区和车位",
                nameOf(number),
                null,
                new UserName(one(OWNERS, number)),
                registered,
                null,
                1);
        events.add(event("RegisterLead", "Lead", lead.value(), 0, registered, event));
    }

    private static void opportunity(CustomerId customer, int number, int which, List<DomainEventMessage<?>> events) {
        Instant opened = registeredAt((long) number * EACH + which);
        OpportunityId opportunity = new OpportunityId(TypeId.of(OpportunityId.PREFIX, uuid(number, which + 1)));
        boolean lostBefore = number % 2 == 1;
        int stage = (number / 7 + which) % STAGES.size();
        OpportunityOpened event = new OpportunityOpened(
                opportunity,
                customer,
                new ProjectCode(PROJECTS.get(lostBefore ? 0 : which)),
                nameOf(number) + " 对 金域蓝湾 有意向",
                one(CHANNELS, number),
                STAGES.get(stage),
                10 + 20 * stage,
                one(LEVELS, number / 3 + which),
                Money.ofFen(100_000_000L + number * 100L),
                null,
                "看过样板间，关心学区和车位",
                new UserName(one(OWNERS, number)),
                null,
                null,
                opened,
                null,
                1);
        events.add(event("OpenOpportunity", "Opportunity", opportunity.value(), 0, opened, event));
        if (lostBefore && which == 0) {
            Instant lost = opened.plusSeconds(SECONDS_BETWEEN / 2);
            Duration inStage = Duration.between(opened, lost);
            OpportunityLost loss = new OpportunityLost(
                    opportunity, customer, STAGES.get(stage), "PRICE", null, null, inStage, lost, null, 1);
            events.add(event("LoseOpportunity", "Opportunity", opportunity.value(), 1, lost, loss));
        }
    }

    private static DomainEventMessage<?> event(
            String command, String type, String aggregate, long sequence, Instant at, Object payload) {
        String commandId = UUID.randomUUID().toString();
        return new GenericDomainEventMessage<>(
                type,
                aggregate,
                sequence,
                payload,
                MetaData.from(Map.of(
                        "user",
                        "zhang.min",
                        "roles",
                        "CONSULTANT",
                        "commandName",
                        command,
                        "commandId",
                        commandId,
                        "correlationId",
                        UUID.randomUUID().toString(),
                        "causationId",
                        commandId)),
                UUID.randomUUID().toString(),
                at);
    }

    private void write(List<DomainEventMessage<?>> events) {
        StringBuilder rows = new StringBuilder();
        for (DomainEventMessage<?> event : events) {
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            rows.append(event.getIdentifier()).append('\t');
            rows.append(event.getAggregateIdentifier()).append('\t');
            rows.append(event.getSequenceNumber()).append('\t');
            rows.append(event.getType()).append('\t');
            rows.append(payload.getType().getName()).append('\t');
            rows.append(payload.getType().getRevision()).append('\t');
            hex(rows, payload.getData()).append('\t');
            hex(rows, event.serializeMetaData(serializer, byte[].class).getData())
                    .append('\t');
            rows.append(DateTimeUtils.formatInstant(event.getTimestamp())).append('\n');
        }
        Connection connection = DataSourceUtils.getConnection(command);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            COPY,
                            new java.io.ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, command);
        }
    }

    private static StringBuilder hex(StringBuilder row, byte[] bytes) {
        return row.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    }

    /** A UUID of version 7, whose time is the record's and whose other bits are mixed from its number. */
    private static UUID uuid(int number, int which) {
        long millis = arrivedAt(number).toEpochMilli();
        long mixed = (number * 4L + which + 1) * 0x9E3779B97F4A7C15L;
        return new UUID((millis << 16) | 0x7000 | (mixed >>> 52), (mixed & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    private static String one(List<String> some, int number) {
        return some.get(number % some.size());
    }
}
