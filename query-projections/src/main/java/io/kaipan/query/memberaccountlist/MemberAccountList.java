package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.customerrecord.CustomerSearch;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.Sealing;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members of the owners' club and those who have applied, as an actor may see them (G-8, {@link MemberRights}). */
@Component
public class MemberAccountList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "member-account-list";

    /** Of a project's figures: they have no owner. */
    private static final RowRights RIGHTS = new RowRights("a.project", "NULL");

    private static final String OF_THESE = "a.customer_id = ANY(CAST(:customers AS text[]) || ARRAY("
            + "SELECT m.customer_id FROM view.customer_record m WHERE m.survivor_id = ANY(:customers)))";

    /** The accounts of customers {@code c} and of those merged into them. */
    private static final String OF_CUSTOMERS = "SELECT s.account_id FROM view.customer_record c"
            + " JOIN view.customer_record m ON m.customer_id = c.customer_id OR m.survivor_id = c.customer_id"
            + " JOIN view.member_account s ON s.customer_id = m.customer_id WHERE c.survivor_id IS NULL AND ";

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final CustomerSearch customers;
    private final ReadTrail trail;

    MemberAccountList(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, VIEW);
        this.customers = new CustomerSearch(vault);
        this.trail = trail;
    }

    /**
     * A page of member accounts.
     *
     * @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order
     */
    public Page<MemberAccountRow> page(
            MemberAccountFilter filter, MemberAccountOrder order, PageRequest page, Actor actor) {
        Conditions conditions = conditions(filter, actor);
        Page<MemberAccountRow> answer = order.keyset()
                .page(
                        jdbc,
                        select(actor, conditions),
                        conditions,
                        page,
                        (row, number) -> FoundAccount.from(row),
                        found -> open(found, filter.search()));
        note(answer.rows(), actor);
        return answer;
    }

    /** How many there are; a statement of its own, so only for those who ask. A search counts candidates, as for customers. */
    public CappedCount count(MemberAccountFilter filter, Actor actor) {
        return Keyset.count(jdbc, MemberRights.FROM, conditions(filter, actor));
    }

    /** Several accounts in one statement; those that don't exist or must not be seen are missing. */
    public Map<MemberAccountId, MemberAccountRow> find(Collection<MemberAccountId> ids, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(MemberRights.visible(actor, conditions));
        conditions.among("a.account_id", "ids", ids);
        return read(conditions, actor).stream().collect(Collectors.toMap(MemberAccountRow::id, Function.identity()));
    }

    /** One account; empty when it does not exist or must not be seen. */
    public Optional<MemberAccountRow> find(MemberAccountId id, Actor actor) {
        return Optional.ofNullable(find(List.of(id), actor).get(id));
    }

    /**
     * The account with that card, wherever they joined: who holds the card in hand learns its level and balance, and of the
     * person no more than they may (G-8).
     */
    public Optional<MemberAccountRow> byCard(CardNumber card, Actor actor) {
        return read(new Conditions().and("a.card = :card", "card", card.value()), actor).stream()
                .findFirst();
    }

    /**
     * The accounts of several customers and of those merged into them (CUS-4), by the ids given: of each the one that is
     * not closed, or else the latest. Missing where there is none, or none for the actor.
     */
    public Map<CustomerId, MemberAccountRow> of(Collection<CustomerId> whose, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(MemberRights.visible(actor, conditions));
        conditions.and(OF_THESE, "customers", Conditions.texts(whose));
        Map<CustomerId, MemberAccountRow> rows = new HashMap<>();
        List<FoundAccount> found = found(conditions, " ORDER BY a.applied_at DESC, a.account_id DESC", actor);
        List<MemberAccountRow> opened = open(found, null);
        note(opened, actor);
        for (int i = 0; i < opened.size(); i++) {
            MemberAccountRow row = opened.get(i);
            CustomerSearch.Known present = found.get(i).present();
            rows.merge(row.customer(), row, MemberAccountList::thePresent);
            if (present != null && !present.id().equals(row.customer())) {
                rows.merge(present.id(), row, MemberAccountList::thePresent);
            }
        }
        return rows;
    }

    private static MemberAccountRow thePresent(MemberAccountRow later, MemberAccountRow earlier) {
        return later.state() == MembershipState.CLOSED && earlier.state() != MembershipState.CLOSED ? earlier : later;
    }

    /**
     * The members by project, city and level: answered from an index, without reading the accounts.
     *
     * @param projects none means all the actor is bound to
     */
    public List<LevelCount> levels(Set<?> projects, Actor actor) {
        Conditions conditions = new Conditions().and("a.state = 'MEMBER'").anyOf("a.project", "projects", projects);
        conditions.and(RIGHTS.visible(actor, conditions));
        return jdbc.sql("SELECT a.project, a.city, a.level, count(*) AS members FROM view.member_account a WHERE "
                        + conditions.sql() + " GROUP BY a.project, a.city, a.level ORDER BY a.project, a.city, a.level")
                .params(conditions.parameters())
                .query((row, number) -> LevelCount.from(row))
                .list();
    }

    private List<MemberAccountRow> read(Conditions conditions, Actor actor) {
        List<MemberAccountRow> rows = open(found(conditions, "", actor), null);
        note(rows, actor);
        return rows;
    }

    private List<FoundAccount> found(Conditions conditions, String order, Actor actor) {
        return jdbc.sql(select(actor, conditions) + " WHERE " + conditions.sql() + order)
                .params(conditions.parameters())
                .query((row, number) -> FoundAccount.from(row))
                .list();
    }

    /** Opens accounts in their order; null for those that a search doesn't mean after all. */
    private List<@Nullable MemberAccountRow> open(List<FoundAccount> found, @Nullable String search) {
        Optional<SearchTerm> term = customers.term(search);
        if (term.isPresent()) {
            customers.prepare(found.stream()
                    .map(FoundAccount::present)
                    .filter(Objects::nonNull)
                    .toList());
        }
        vault.prepare(found.stream()
                .filter(one -> one.seen() && one.account().closed() != null)
                .map(one -> one.account().origin().customer())
                .distinct()
                .toList());
        return found.stream()
                .map(one -> term.isEmpty() || isMeant(one, search, term.get()) ? one.open(sealing) : null)
                .toList();
    }

    private boolean isMeant(FoundAccount found, String typed, SearchTerm term) {
        return CardNumber.parse(typed).equals(found.account().standing().card())
                || (found.present() != null && customers.means(term, found.present(), found.seen()));
    }

    private static String select(Actor actor, Conditions conditions) {
        return "SELECT " + FoundAccount.columns(MemberRights.sees(actor, conditions)) + MemberRights.FROM;
    }

    /** The conditions on {@link MemberRights#FROM} that choose what a filter means among what an actor may know of. */
    public Conditions conditions(MemberAccountFilter filter, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(MemberRights.visible(actor, conditions));
        conditions
                .anyOf("a.account_id", "ids", filter.ids())
                .anyOf("a.project", "projects", filter.projects())
                .anyOf("a.referrer_id", "referrers", filter.referrers())
                .anyOf("a.state", "states", filter.states())
                .anyOf("a.level", "levels", filter.levels())
                .within("a.member_since", "since", filter.memberSince());
        if (!filter.customers().isEmpty()) {
            conditions.and(OF_THESE, "customers", Conditions.texts(filter.customers()));
        }
        if (filter.balanceFrom() != null) {
            conditions.and("a.balance >= :balanceFrom", "balanceFrom", filter.balanceFrom());
        }
        if (filter.balanceTo() != null) {
            conditions.and("a.balance <= :balanceTo", "balanceTo", filter.balanceTo());
        }
        if (filter.expiringBefore() != null) {
            conditions.and(
                    "EXISTS (SELECT FROM view.points_entry e WHERE e.account_id = a.account_id AND e.points_left > 0"
                            + " AND NOT e.lapsed AND e.expires_on < :expiringBefore)",
                    "expiringBefore",
                    filter.expiringBefore());
        }
        search(filter.search(), actor, conditions);
        return conditions;
    }

    private void search(@Nullable String typed, Actor actor, Conditions conditions) {
        customers.term(typed).ifPresent(term -> {
            Conditions named = new Conditions();
            term.narrow(named, "c.tokens", MemberRights.sees(actor, named));
            named.parameters().forEach(conditions::with);
            conditions.and(
                    "a.account_id IN (SELECT s.account_id FROM view.member_account s WHERE s.card = :searchCard UNION ALL "
                            + OF_CUSTOMERS + named.sql() + ")",
                    "searchCard",
                    CardNumber.parse(typed).value());
        });
    }

    /** Whose personal data is shown (G-8). */
    private void note(List<MemberAccountRow> rows, Actor actor) {
        trail.record(
                actor,
                "member accounts",
                rows.stream()
                        .filter(row -> !row.masked() && !row.forgotten())
                        .map(MemberAccountRow::customer)
                        .distinct()
                        .toList());
    }
}
