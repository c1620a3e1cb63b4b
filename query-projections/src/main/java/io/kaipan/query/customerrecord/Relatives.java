package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.readtrail.ReadTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links between immediate relatives (CUS-5). Who may see the customer a link was made from sees the link (G-8). */
@Component
public class Relatives {
    private static final String FROM =
            "FROM view.customer_relative r JOIN view.customer_record c ON c.customer_id = r.customer_id"
                    + " JOIN view.customer_record o ON o.customer_id = r.relative_id";
    private static final Keyset NEWEST_FIRST =
            new Keyset("relatives", "r.asked_at", KeyType.INSTANT, "r.link_id", true);

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    Relatives(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, CustomerRecords.VIEW);
        this.trail = trail;
    }

    /** A page of links in those states, those asked for last first. @param states none means any */
    public Page<RelativeRow> page(Set<RelativeLinkState> states, PageRequest page, Actor actor) {
        Conditions conditions = conditions(states, actor);
        Page<RelativeRow> answer = NEWEST_FIRST.page(
                jdbc, select(actor, conditions), conditions, page, (row, number) -> Found.from(row), this::open);
        note(answer.rows(), actor);
        return answer;
    }

    /** How many links there are in those states; a statement of its own, so only for those who ask. */
    public CappedCount count(Set<RelativeLinkState> states, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(states, actor));
    }

    /** The links of several customers and of those merged into them, from whichever side, in the order they were asked for. */
    public Map<CustomerId, List<RelativeRow>> of(Collection<CustomerId> customers, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(
                "c.customer_id = ANY(:ids) OR c.survivor_id = ANY(:ids) OR o.customer_id = ANY(:ids)"
                        + " OR o.survivor_id = ANY(:ids)",
                "ids",
                Conditions.texts(customers));
        String sql = select(actor, conditions) + " WHERE " + conditions.sql() + " ORDER BY r.asked_at, r.link_id";
        List<Found> found = jdbc.sql(sql)
                .params(conditions.parameters())
                .query((row, number) -> Found.from(row))
                .list();
        List<RelativeRow> rows = open(found);
        note(rows, actor);
        Map<CustomerId, List<RelativeRow>> byCustomer = new HashMap<>();
        customers.forEach(customer -> byCustomer.put(customer, new ArrayList<>()));
        for (int i = 0; i < rows.size(); i++) {
            for (CustomerId side : found.get(i).sides()) {
                byCustomer.getOrDefault(side, new ArrayList<>()).add(rows.get(i));
            }
        }
        return byCustomer;
    }

    private static Conditions conditions(Set<RelativeLinkState> states, Actor actor) {
        Conditions conditions = new Conditions().anyOf("r.state", "states", states);
        return conditions.and(CustomerRecords.visible(actor, conditions));
    }

    private static String select(Actor actor, Conditions conditions) {
        return "SELECT r.link_id, r.customer_id, r.relative_id, r.relation, r.proof_sealed, r.state, r.asked_by,"
                + " r.asked_at, r.decided_by, r.decided_at, r.reason_sealed,"
                + " c.survivor_id AS customer_survivor, o.survivor_id AS relative_survivor, ("
                + CustomerRecords.sees(actor, conditions) + ") AS seen " + FROM;
    }

    /** A link, still sealed. @param sides the two customers, and who stands for them (CUS-4) */
    private record Found(StoredRelative link, boolean seen, Set<CustomerId> sides) {
        static Found from(ResultSet row) throws SQLException {
            StoredRelative link = StoredRelative.from(row);
            Set<CustomerId> sides = Stream.of(
                            link.customer(),
                            link.relative(),
                            Columns.valueOrNull(row, "customer_survivor", CustomerId::new),
                            Columns.valueOrNull(row, "relative_survivor", CustomerId::new))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            return new Found(link, row.getBoolean("seen"), sides);
        }
    }

    private List<RelativeRow> open(List<Found> found) {
        vault.prepare(found.stream()
                .filter(Found::seen)
                .map(one -> one.link().customer())
                .toList());
        return found.stream().map(one -> open(one.link(), one.seen())).toList();
    }

    private RelativeRow open(StoredRelative link, boolean seen) {
        StoredRelative.Decided decided = link.decided();
        return new RelativeRow(
                link.customer(),
                link.relative(),
                link.relation(),
                seen ? sealing.open(link.customer(), "proof", link.proof()) : null,
                link.state(),
                link.asked().by(),
                link.asked().at(),
                decided == null ? null : decided.by(),
                decided == null ? null : decided.at(),
                decided == null || !seen ? null : sealing.open(link.customer(), "reason", decided.reason()));
    }

    /** Whose proofs are shown (G-8). */
    private void note(List<RelativeRow> rows, Actor actor) {
        trail.record(
                actor,
                "relatives",
                rows.stream()
                        .filter(row -> row.proof() != null)
                        .map(RelativeRow::customer)
                        .distinct()
                        .toList());
    }
}
