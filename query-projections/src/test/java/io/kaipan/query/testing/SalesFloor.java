package io.kaipan.query.testing;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadOutcome;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens on a sales floor, written to a log: two projects, and people who work in one or both. */
public final class SalesFloor {
    public static final ProjectCode JYLW = new ProjectCode("JYLW");
    public static final ProjectCode WKC = new ProjectCode("WKC");

    public static final UserName ZHANG = new UserName("zhang.min");
    public static final UserName LI = new UserName("li.qiang");

    public static final Actor ZHANG_MIN = actor("zhang.min", Set.of(Role.CONSULTANT), "JYLW", "WKC");
    public static final Actor LI_QIANG = actor("li.qiang", Set.of(Role.CONSULTANT), "JYLW");
    public static final Actor MANAGER = actor("manager", Set.of(Role.SALES_MANAGER), "JYLW");
    public static final Actor AUDITOR = actor("auditor", Set.of(Role.AUDITOR));
    public static final Actor ADMIN = actor("admin", Set.of(Role.ADMIN));

    private final Log log;
    private final Map<String, Integer> ids = new HashMap<>();

    public SalesFloor(Log log) {
        this.log = log;
    }

    public static Actor actor(String user, Set<Role> roles, String... projects) {
        return new Actor(user, roles, Set.of(projects));
    }

    /** The next id of that type; later ones sort behind earlier ones. */
    private String next(String prefix) {
        return TypeId.of(prefix, new UUID(ids.merge(prefix, 1, Integer::sum), 0));
    }

    public CustomerId customer(String name, String... phones) {
        return customer("reception", name, null, phones);
    }

    public CustomerId customer(String registrar, String name, @Nullable CustomerDetails details, String... phones) {
        CustomerId id = new CustomerId(next(CustomerId.PREFIX));
        log.append(registrar, id, new CustomerRegistered(id, name, numbers(phones), details));
        return id;
    }

    public void rename(CustomerId customer, String name) {
        log.append("zhang.min", customer, new CustomerRenamed(customer, name, "misheard"));
    }

    public void changeDetails(CustomerId customer, @Nullable CustomerDetails details, String... phones) {
        log.append("zhang.min", customer, new CustomerDetailsChanged(customer, numbers(phones), details, "new number"));
    }

    public void forget(CustomerId customer) {
        log.append("manager", customer, new CustomerForgotten(customer, "asked for it"));
    }

    private static List<PhoneNumber> numbers(String... phones) {
        return Arrays.stream(phones).map(PhoneNumber::parse).toList();
    }

    /** A lead as it is registered. @param name the customer's as given with it */
    public LeadId lead(CustomerId customer, String name, ProjectCode project, @Nullable UserName owner) {
        return lead(customer, name, project, owner, "A", log.now());
    }

    public LeadId lead(
            CustomerId customer,
            String name,
            ProjectCode project,
            @Nullable UserName owner,
            @Nullable String level,
            Instant occurredAt) {
        LeadId id = new LeadId(next(LeadId.PREFIX));
        log.append(
                "reception",
                id,
                new LeadRegistered(
                        id,
                        customer,
                        project,
                        "三室两厅",
                        "网络",
                        level,
                        "开白色轿车",
                        name,
                        new ContactPerson("李明", PhoneNumber.parse("13900001111")),
                        owner,
                        occurredAt,
                        null,
                        4),
                "commandName",
                "RegisterLead",
                "commandId",
                "command-1",
                "roles",
                "RECEPTION",
                "correlationId",
                "request-1",
                "causationId",
                "command-1");
        return id;
    }

    public void edit(LeadId lead, CustomerId customer, String topic, @Nullable String level) {
        log.append("zhang.min", lead, new LeadEdited(lead, customer, topic, "路牌", level, null, null, 5));
    }

    public void assign(LeadId lead, CustomerId customer, UserName owner) {
        log.append("manager", lead, new LeadAssigned(lead, customer, owner, "on leave"));
    }

    public void interact(LeadId lead, CustomerId customer, boolean reached, Instant occurredAt) {
        log.append(
                "zhang.min",
                lead,
                new LeadInteractionLogged(lead, customer, InteractionKind.PHONE, "约周六看房", reached, occurredAt, null));
    }

    public void close(LeadId lead, CustomerId customer, String note) {
        log.append(
                "zhang.min",
                lead,
                new LeadClosed(lead, customer, LeadOutcome.UNQUALIFIED, "PRICE", null, null, note, 5));
    }

    public void reactivate(LeadId lead, CustomerId customer) {
        log.append("zhang.min", lead, new LeadReactivated(lead, customer, "called again"));
    }

    public OpportunityId qualify(LeadId lead, CustomerId customer, ProjectCode project, UserName owner) {
        OpportunityId id = new OpportunityId(next(OpportunityId.PREFIX));
        log.append(owner.value(), lead, new LeadQualified(lead, customer, id));
        log.append(
                owner.value(),
                id,
                new OpportunityOpened(
                        id,
                        customer,
                        project,
                        "王芳 对 金域蓝湾 有意向",
                        "网络",
                        "S1",
                        20,
                        "A",
                        null,
                        null,
                        "开白色轿车",
                        owner,
                        lead,
                        null,
                        log.now(),
                        null,
                        4));
        return id;
    }

    /** What happens to an opportunity. */
    public void happens(String user, OpportunityEvent event) {
        log.append(user, event.opportunity(), event);
    }

    public void user(UserName name, String displayName, List<Role> roles, ProjectCode... projects) {
        log.append("admin", name.id(), new UserRegistered(name, displayName, roles, List.of(projects)));
    }
}
