package io.kaipan.config.rebuild;

import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.member.RedemptionId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.transaction.support.TransactionOperations;

/** Fills the real log with many leads of many customers, past the commands. */
final class FilledLog {
    /**
     * Events of each customer: registered, their lead registered, assigned, and two contacts with it; joined the club,
     * confirmed, and points given, spent and taken back.
     */
    static final int EVENTS_A_CUSTOMER = 10;

    private static final int CUSTOMERS_A_TRANSACTION = 100;
    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final String FAMILY_NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String GIVEN_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红梅建国文斌宇浩凯健俊帆";

    private final EventStore log;
    private final PersonalDataKeys keys;
    private final TransactionOperations command;

    FilledLog(EventStore log, PersonalDataKeys keys, TransactionOperations command) {
        this.log = log;
        this.keys = keys;
        this.command = command;
    }

    /** Adds so many customers. @return their leads */
    List<LeadId> add(int customers) {
        List<LeadId> leads = new ArrayList<>(customers);
        for (int from = 0; from < customers; from += CUSTOMERS_A_TRANSACTION) {
            int many = Math.min(CUSTOMERS_A_TRANSACTION, customers - from);
            command.executeWithoutResult(status -> {
                List<EventMessage<?>> events = new ArrayList<>(many * EVENTS_A_CUSTOMER);
                for (int i = 0; i < many; i++) {
                    leads.add(add(events));
                }
                log.publish(events);
            });
        }
        return leads;
    }

    private LeadId add(List<EventMessage<?>> events) {
        int number = PHONES.incrementAndGet();
        UUID id = new UUID(0x0199_0000_0000_7000L + ((long) number << 16), 0x8000_0000_0000_0000L + number);
        CustomerId customer = new CustomerId(TypeId.of(CustomerId.PREFIX, id));
        LeadId lead = new LeadId(TypeId.of(LeadId.PREFIX, id));
        String name = "" + FAMILY_NAMES.charAt(number % 20) + GIVEN_NAMES.charAt(number / 20 % 38)
                + GIVEN_NAMES.charAt(number / 760 % 38);
        keys.create(customer);
        events.add(event(
                customer.value(),
                0,
                new CustomerRegistered(customer, name, List.of(new PhoneNumber("+8613%09d".formatted(number))), null)));
        events.add(event(
                lead.value(),
                0,
                new LeadRegistered(
                        lead,
                        customer,
                        new ProjectCode("JYLW"),
                        "来电咨询三室两厅, 楼层要高",
                        "网络",
                        "A",
                        "开白色轿车, 声音洪亮",
                        name,
                        null,
                        null,
                        Instant.parse("2026-03-01T01:00:00Z"),
                        null,
                        4)));
        events.add(event(lead.value(), 1, new LeadAssigned(lead, customer, new UserName("zhang.min"), "轮到")));
        for (int i = 0; i < 2; i++) {
            events.add(event(
                    lead.value(),
                    2 + i,
                    new LeadInteractionLogged(
                            lead,
                            customer,
                            InteractionKind.PHONE,
                            "约了周末看房",
                            true,
                            Instant.parse("2026-03-0%dT01:00:00Z".formatted(2 + i)),
                            null)));
        }
        joins(new MemberAccountId(TypeId.of(MemberAccountId.PREFIX, id)), customer, number, events);
        return lead;
    }

    private static void joins(MemberAccountId account, CustomerId customer, int number, List<EventMessage<?>> events) {
        ProjectCode project = new ProjectCode("JYLW");
        Instant then = Instant.parse("2026-03-02T01:00:00Z");
        PointsKind kind = PointsKind.VIEWING;
        RedemptionId redemption = new RedemptionId(TypeId.of(RedemptionId.PREFIX, new UUID(1, number)));
        CardNumber card = new CardNumber("TEST%08d".formatted(number));
        List<MemberEvent> joining = List.of(
                new MembershipApplied(account, customer, project, "深圳", null, then, null),
                new MembershipConfirmed(account, customer, project, card, MemberLevel.BLUE, null, then, 4),
                new PointsAwarded(account, customer, 1, kind, project, 100, 0, "visit", null, then, 100, 4),
                new PointsRedeemed(
                        account, customer, 2, redemption, project, 30, List.of(new PointsUse(1, 30)), "雨伞", 70),
                new PointsVoided(
                        account, customer, 3, 1, kind, 100, 0, List.of(new PointsUse(1, 70)), 30, "mistake", -30));
        for (int i = 0; i < joining.size(); i++) {
            events.add(event(account.value(), i, joining.get(i)));
        }
    }

    private static EventMessage<?> event(String record, long version, Object payload) {
        return new GenericDomainEventMessage<>(
                "Lead",
                record,
                version,
                payload,
                MetaData.from(Map.of(
                        "roles", "CONSULTANT",
                        "commandName", "RegisterLead",
                        "commandId", UUID.randomUUID().toString(),
                        "correlationId", UUID.randomUUID().toString(),
                        "user", "zhang.min")));
    }
}
