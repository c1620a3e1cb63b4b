package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.SearchTerm;
import io.kaipan.query.readtrail.ReadTrail;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of leads (LEA-2) as an actor may see them (G-8): leads of projects the actor is not bound to don't appear, and
 * those of other consultants appear masked.
 */
@Component
public class LeadList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "lead-list";

    private static final RowRights RIGHTS = new RowRights("l.project", "l.owner");
    private static final String FROM = "FROM view.lead_list l";
    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final LeadOpening opening;
    private final ReadTrail trail;

    LeadList(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.index = new BlindIndex(vault);
        this.opening = new LeadOpening(vault);
        this.trail = trail;
    }

    /**
     * A page of leads.
     *
     * @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order
     */
    public Page<LeadRow> page(LeadFilter filter, LeadOrder order, PageRequest page, Actor actor) {
        return page(filter, order, page, actor, LeadExtent.WHOLE);
    }

    /** As {@link #page(LeadFilter, LeadOrder, PageRequest, Actor)}, with so much of each. A search reads them whole. */
    public Page<LeadRow> page(LeadFilter filter, LeadOrder order, PageRequest page, Actor actor, LeadExtent wanted) {
        Optional<SearchTerm> search = search(filter);
        LeadExtent extent = search.isPresent() ? LeadExtent.WHOLE : wanted;
        Page<LeadRow> answer = keyset(order)
                .page(
                        jdbc,
                        FoundLead.select(extent),
                        conditions(filter, search, actor),
                        page,
                        (row, number) -> FoundLead.from(row, extent),
                        found -> opening.open(found, search, actor));
        note(answer.rows(), actor);
        return answer;
    }

    /**
     * How many leads there are; a statement of its own, so only for those who ask. A search counts candidates, which are
     * more than the matches in the rare case of a name that has the parts of the text, but not the text.
     */
    public CappedCount count(LeadFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, search(filter), actor));
    }

    /** How many leads there are in each state, whatever states the filter names; counted as {@link #count} does. */
    public LeadCounts countByState(LeadFilter filter, Actor actor) {
        Conditions conditions = conditions(filter.withStates(Set.of()), search(filter), actor);
        return jdbc.sql("SELECT " + counting(LeadState.ACTIVE, conditions) + ", "
                        + counting(LeadState.QUALIFIED, conditions) + ", "
                        + counting(LeadState.UNQUALIFIED, conditions))
                .params(conditions.parameters())
                .query((row, number) -> new LeadCounts(
                        CappedCount.of(row.getLong(1)), CappedCount.of(row.getLong(2)), CappedCount.of(row.getLong(3))))
                .single();
    }

    /** Several leads in one statement; those that don't exist or must not be seen are missing from the answer. */
    public Map<LeadId, LeadRow> find(Collection<LeadId> ids, Actor actor) {
        return found(ids, actor, LeadExtent.WHOLE).stream().collect(Collectors.toMap(LeadRow::id, Function.identity()));
    }

    /** One lead; empty when it does not exist or must not be seen. */
    public Optional<LeadRow> find(LeadId id, Actor actor) {
        return find(id, actor, LeadExtent.WHOLE);
    }

    /** As {@link #find(LeadId, Actor)}, with so much of it. */
    public Optional<LeadRow> find(LeadId id, Actor actor, LeadExtent extent) {
        return found(List.of(id), actor, extent).stream().findFirst();
    }

    private List<LeadRow> found(Collection<LeadId> ids, Actor actor, LeadExtent extent) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        conditions.among("l.lead_id", "ids", ids);
        List<FoundLead> found = jdbc.sql(FoundLead.select(extent) + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query((row, number) -> FoundLead.from(row, extent))
                .list();
        List<LeadRow> rows = opening.open(found, Optional.empty(), actor).stream()
                .filter(Objects::nonNull)
                .toList();
        note(rows, actor);
        return rows;
    }

    /** Whose personal data is shown (G-8). */
    private void note(List<LeadRow> rows, Actor actor) {
        trail.record(
                actor,
                "leads",
                rows.stream()
                        .filter(row -> !row.masked() && !row.forgotten())
                        .map(row -> row.customer().id())
                        .distinct()
                        .toList());
    }

    private static String counting(LeadState state, Conditions conditions) {
        return "(" + Keyset.counting(FROM, conditions.sql() + " AND l.state = '" + state + "'") + ")";
    }

    private Optional<SearchTerm> search(LeadFilter filter) {
        return SearchTerm.of(filter.search(), index);
    }

    private static Keyset keyset(LeadOrder order) {
        String name = order.by() + (order.descending() ? " down" : " up");
        return switch (order.by()) {
            case REGISTERED_AT -> new Keyset(name, "l.registered_at", KeyType.INSTANT, "l.lead_id", order.descending());
            case OCCURRED_AT -> new Keyset(name, "l.occurred_at", KeyType.INSTANT, "l.lead_id", order.descending());
            case LAST_CONTACT_AT ->
                new Keyset(name, "l.last_contact_at", KeyType.INSTANT, "l.lead_id", order.descending());
            case CHANGED_AT -> new Keyset(name, "l.changed_at", KeyType.INSTANT, "l.lead_id", order.descending());
            case FOLLOW_UP_LEVEL ->
                new Keyset(
                        name,
                        "coalesce(l.follow_up_level, U&'\\+10FFFF')",
                        KeyType.TEXT,
                        "l.lead_id",
                        order.descending());
        };
    }

    private Conditions conditions(LeadFilter filter, Optional<SearchTerm> search, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        conditions
                .anyOf("l.lead_id", "ids", filter.ids())
                .anyOf("l.state", "states", filter.states())
                .anyOf("l.project", "projects", filter.projects())
                .anyOf("l.awareness_channel", "channels", filter.awarenessChannels())
                .anyOf("l.follow_up_level", "levels", filter.followUpLevels())
                .ownedBy("l.owner", filter.owner(), actor)
                .within("l.occurred_at", "occurred", filter.occurredAt())
                .within("l.registered_at", "registered", filter.registeredAt())
                .within("l.last_contact_at", "contact", filter.lastContactAt());
        if (!filter.customers().isEmpty()) {
            conditions.and(
                    "l.customer_id = ANY(ARRAY(SELECT m.customer_id FROM view.lead_customer m"
                            + " WHERE m.customer_id = ANY(:customers) OR m.survivor_id = ANY(:customers)))",
                    "customers",
                    Conditions.texts(filter.customers()));
        }
        search.ifPresent(term -> term.narrow(conditions, "l.tokens", RIGHTS.sees(actor, conditions)));
        return conditions;
    }
}
