package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
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
import java.util.HashMap;
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
 * Customers as an actor may see them (G-8). A customer belongs to the projects in which they have a lead, an opportunity or
 * a membership, and to the owners of the first two. One without lead and opportunity is seen by who registered them, and
 * masked by managers, who may have to find somebody to look after them.
 */
@Component
public class CustomerRecords {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "customer-record";

    private static final RowRights RIGHTS = new RowRights("k.project", "k.owner");
    private static final String FROM = "FROM view.customer_record c";
    private static final String LINKED =
            "EXISTS (SELECT FROM view.customer_link k WHERE k.customer_id = coalesce(c.survivor_id, c.customer_id)";

    /** A membership puts nobody in a consultant's care. */
    private static final String CARED_FOR = LINKED + " AND k.kind <> 'MEMBERSHIP')";

    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final CustomerOpening opening;
    private final ReadTrail trail;

    CustomerRecords(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.index = new BlindIndex(vault);
        this.opening = new CustomerOpening(vault);
        this.trail = trail;
    }

    /** A page of customers. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order */
    public Page<CustomerRow> page(CustomerFilter filter, CustomerOrder order, PageRequest page, Actor actor) {
        Optional<SearchTerm> search = search(filter);
        Conditions conditions = conditions(filter, search, actor);
        Page<CustomerRow> answer = keyset(order)
                .page(
                        jdbc,
                        select(actor, conditions),
                        conditions,
                        page,
                        (row, number) -> FoundCustomer.from(row),
                        found -> opening.open(found, search));
        note(answer.rows(), actor);
        return answer;
    }

    /**
     * How many customers there are; a statement of its own, so only for those who ask. A search counts candidates, which
     * are more than the matches in the rare case of a name that has the parts of the text, but not the text.
     */
    public CappedCount count(CustomerFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, search(filter), actor));
    }

    /** Several customers in one statement; those that don't exist or must not be seen are missing from the answer. */
    public Map<CustomerId, CustomerRow> find(Collection<CustomerId> ids, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(visible(actor, conditions));
        conditions.among("c.customer_id", "ids", ids);
        List<FoundCustomer> found = jdbc.sql(select(actor, conditions) + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query((row, number) -> FoundCustomer.from(row))
                .list();
        List<CustomerRow> rows = opening.open(found, Optional.empty()).stream()
                .filter(Objects::nonNull)
                .toList();
        note(rows, actor);
        return rows.stream().collect(Collectors.toMap(CustomerRow::id, Function.identity()));
    }

    /** Who stands for several customers: they themselves, or those they were merged into (CUS-4); by the ids given. */
    public Map<CustomerId, CustomerRow> findPresent(Collection<CustomerId> ids, Actor actor) {
        Map<CustomerId, CustomerRow> rows = new HashMap<>(find(ids, actor));
        Set<CustomerId> survivors = rows.values().stream()
                .map(CustomerRow::mergedInto)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (!survivors.isEmpty()) {
            Map<CustomerId, CustomerRow> standing = find(survivors, actor);
            rows.replaceAll((id, row) -> standing.getOrDefault(row.mergedInto(), row));
        }
        return rows;
    }

    /** One customer; empty when they do not exist or must not be seen. */
    public Optional<CustomerRow> find(CustomerId id, Actor actor) {
        return Optional.ofNullable(find(List.of(id), actor).get(id));
    }

    /** Whose personal data is shown (G-8). */
    private void note(List<CustomerRow> rows, Actor actor) {
        trail.record(
                actor,
                "customers",
                rows.stream()
                        .filter(row -> !row.masked() && !row.forgotten())
                        .map(CustomerRow::id)
                        .toList());
    }

    private Optional<SearchTerm> search(CustomerFilter filter) {
        return SearchTerm.of(filter.search(), index);
    }

    private static Keyset keyset(CustomerOrder order) {
        String column =
                switch (order.by()) {
                    case REGISTERED_AT -> "c.registered_at";
                    case CHANGED_AT -> "c.changed_at";
                };
        return new Keyset(
                order.by() + (order.descending() ? " down" : " up"),
                column,
                KeyType.INSTANT,
                "c.customer_id",
                order.descending());
    }

    private static String select(Actor actor, Conditions conditions) {
        return "SELECT c.customer_id, c.version, c.name_sealed, c.other_names_sealed, c.survivor_id,"
                + " c.phones_sealed, c.email_sealed,"
                + " c.identity_document_sealed, c.address_sealed, c.note_sealed, c.registered_at, c.registered_by,"
                + " c.changed_at, c.forgotten_at, (" + sees(actor, conditions) + ") AS seen, "
                + records("LEAD", actor, conditions) + " AS leads, "
                + records("OPPORTUNITY", actor, conditions) + " AS opportunities,"
                + " ARRAY(SELECT m.customer_id FROM view.customer_record m WHERE m.survivor_id = c.customer_id"
                + " ORDER BY m.customer_id) AS merged " + FROM;
    }

    private static String records(String kind, Actor actor, Conditions conditions) {
        return "ARRAY(SELECT k.record_id FROM view.customer_link k WHERE k.customer_id = c.customer_id AND k.kind = '"
                + kind + "' AND " + RIGHTS.visible(actor, conditions) + " ORDER BY k.since DESC, k.record_id DESC)";
    }

    private static Conditions conditions(CustomerFilter filter, Optional<SearchTerm> search, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(visible(actor, conditions)).and("c.survivor_id IS NULL");
        Conditions links = new Conditions()
                .anyOf("k.project", "projects", filter.projects())
                .ownedBy("k.owner", filter.owner(), actor);
        if (!links.parameters().isEmpty() || filter.owner() != null) {
            conditions.and(LINKED + " AND " + RIGHTS.visible(actor, conditions) + " AND " + links.sql() + ")");
            links.parameters().forEach(conditions::with);
        }
        conditions.within("c.registered_at", "registered", filter.registeredAt());
        search.ifPresent(term -> term.narrow(conditions, "c.tokens", sees(actor, conditions)));
        return conditions;
    }

    /** Whether customer {@code c} appears at all (G-8). */
    static String visible(Actor actor, Conditions conditions) {
        if (actor.is(Role.AUDITOR) || actor.is(Role.ADMIN)) {
            return "TRUE";
        }
        String unlinked = actor.is(Role.SALES_MANAGER) ? "TRUE" : registeredBy(actor, conditions);
        return LINKED + " AND " + RIGHTS.visible(actor, conditions) + ") OR (NOT " + CARED_FOR + " AND " + unlinked
                + ")";
    }

    /** Whether personal data of customer {@code c} is shown unmasked (G-8). */
    public static String sees(Actor actor, Conditions conditions) {
        return actor.is(Role.AUDITOR)
                ? "TRUE"
                : LINKED + " AND " + RIGHTS.sees(actor, conditions) + ") OR (NOT " + CARED_FOR + " AND "
                        + registeredBy(actor, conditions) + ")";
    }

    private static String registeredBy(Actor actor, Conditions conditions) {
        conditions.with("registrar", actor.user());
        return "c.registered_by = :registrar";
    }
}
