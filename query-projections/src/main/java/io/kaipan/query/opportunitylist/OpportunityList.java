package io.kaipan.query.opportunitylist;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.query.customerrecord.CustomerSearch;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.opportunitylist.OpportunityOpening.Found;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.SearchTerm;
import io.kaipan.query.readtrail.ReadTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of opportunities as an actor may see them (G-8): those of projects the actor is not bound to don't appear, and
 * those of other consultants appear masked.
 */
@Component
public class OpportunityList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "opportunity-list";

    private static final RowRights RIGHTS = new RowRights("o.project", "o.owner");
    private static final String FROM = "FROM view.opportunity_list o";
    private static final String SELECT = """
            SELECT o.opportunity_id, o.version, o.customer_id, o.project, o.state, o.name_sealed, o.description_sealed,
                o.awareness_channel, o.stage, o.stage_since, o.win_probability, o.probability_overridden,
                o.follow_up_level, o.estimated_fen, o.close_date, o.owner, o.lead_id, o.visitor_name_sealed,
                o.visitor_phone_sealed, o.co_visitors_sealed, o.opened_at, o.open_since, o.recorded_at, o.recorded_by,
                o.original_author, o.carried_contact_at, o.last_contact_at, o.planned_kind, o.planned_due_at,
                o.planned_subject_sealed, o.planned_at, o.reminders, o.closed_reason,
                o.closed_competitor, o.closed_note_sealed, o.closed_at, o.closed_by, o.changed_at, u.display_name,
                p.time_zone""";
    private static final String JOINED = """

            FROM view.opportunity_list o
            LEFT JOIN view.user_list u ON u.user_name = o.owner
            LEFT JOIN view.project_list p ON p.project = o.project""";

    private final JdbcClient jdbc;
    private final CustomerSearch customers;
    private final OpportunityOpening opening;
    private final ReadTrail trail;

    OpportunityList(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.customers = new CustomerSearch(vault);
        this.opening = new OpportunityOpening(vault, clock);
        this.trail = trail;
    }

    /**
     * A page of opportunities.
     *
     * @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order
     */
    public Page<OpportunityRow> page(OpportunityFilter filter, OpportunityOrder order, PageRequest page, Actor actor) {
        Optional<SearchTerm> search = customers.term(filter.search());
        Page<OpportunityRow> answer = search.isPresent()
                ? order.keyset()
                        .page(
                                jdbc,
                                SELECT + CustomerSearch.COLUMNS + JOINED + CustomerSearch.joinedTo("o.opportunity_id"),
                                conditions(filter, actor),
                                page,
                                (row, number) -> new Candidate(Found.from(row), CustomerSearch.known(row)),
                                found -> meant(found, search.get(), actor))
                : order.keyset()
                        .page(
                                jdbc,
                                SELECT + JOINED,
                                conditions(filter, actor),
                                page,
                                (row, number) -> Found.from(row),
                                found -> List.<@Nullable OpportunityRow>copyOf(opening.open(found, actor)));
        note(answer.rows(), actor);
        return answer;
    }

    /** An opportunity that a search may mean, with whoever stands for its customer. */
    private record Candidate(Found found, CustomerSearch.Known customer) {}

    /** Opens opportunities in their order, null for those that the search doesn't mean after all. */
    private List<@Nullable OpportunityRow> meant(List<Candidate> candidates, SearchTerm search, Actor actor) {
        customers.prepare(candidates.stream().map(Candidate::customer).toList());
        List<OpportunityRow> rows =
                opening.open(candidates.stream().map(Candidate::found).toList(), actor);
        List<@Nullable OpportunityRow> meant = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            OpportunityRow row = rows.get(i);
            boolean is = customers.means(search, candidates.get(i).customer(), !row.masked());
            meant.add(is ? row : null);
        }
        return meant;
    }

    /**
     * How many opportunities there are; a statement of its own, so only for those who ask. A search counts candidates, which
     * are more than the matches in the rare case of a name that has the parts of the text, but not the text.
     */
    public CappedCount count(OpportunityFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, actor));
    }

    /**
     * The open opportunities by stage: how many, and what they are thought to bring. Only stages that have any; answered
     * from an index, without reading the opportunities.
     */
    public List<StageTotal> totals(OpportunityFilter filter, Actor actor) {
        Conditions conditions = conditions(filter, actor).and("o.state = 'OPEN'");
        return jdbc.sql("""
                SELECT o.stage, count(*) AS opportunities, coalesce(sum(o.estimated_fen), 0)::bigint AS estimated,
                    coalesce(round(sum(o.estimated_fen * o.win_probability) / 100), 0)::bigint AS weighted
                FROM view.opportunity_list o WHERE %s GROUP BY o.stage ORDER BY o.stage""".formatted(conditions.sql()))
                .params(conditions.parameters())
                .query((row, number) -> new StageTotal(
                        row.getString("stage"),
                        row.getLong("opportunities"),
                        Money.ofFen(row.getLong("estimated")),
                        Money.ofFen(row.getLong("weighted"))))
                .list();
    }

    /** Several opportunities in one statement; those that don't exist or must not be seen are missing. */
    public Map<OpportunityId, OpportunityRow> find(Collection<OpportunityId> ids, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        conditions.among("o.opportunity_id", "ids", ids);
        List<Found> found = jdbc.sql(SELECT + JOINED + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query((row, number) -> Found.from(row))
                .list();
        List<OpportunityRow> rows = opening.open(found, actor);
        note(rows, actor);
        return rows.stream().collect(Collectors.toMap(OpportunityRow::id, Function.identity()));
    }

    /** One opportunity; empty when it does not exist or must not be seen. */
    public Optional<OpportunityRow> find(OpportunityId id, Actor actor) {
        return Optional.ofNullable(find(List.of(id), actor).get(id));
    }

    /** The conditions on {@code view.opportunity_list o} that choose what a filter means among what an actor may know of. */
    public Conditions conditions(OpportunityFilter filter, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        conditions
                .anyOf("o.opportunity_id", "ids", filter.ids())
                .anyOf("o.project", "projects", filter.projects())
                .anyOf("o.state", "states", filter.states())
                .anyOf("o.stage", "stages", filter.stages())
                .anyOf("o.awareness_channel", "channels", filter.awarenessChannels())
                .anyOf("o.follow_up_level", "levels", filter.followUpLevels())
                .anyOf("o.follow_up_state", "followUps", filter.followUpStates())
                .anyOf("o.closed_reason", "reasons", filter.closeReasons())
                .ownedBy("o.owner", filter.owner(), actor)
                .within("o.opened_at", "opened", filter.openedAt())
                .within("o.closed_at", "closed", filter.closedAt())
                .within("o.last_contact_at", "contact", filter.lastContactAt());
        if (!filter.customers().isEmpty()) {
            conditions.and(
                    "o.customer_id = ANY(CAST(:customers AS text[]) || ARRAY(SELECT m.customer_id"
                            + " FROM view.customer_record m WHERE m.survivor_id = ANY(:customers)))",
                    "customers",
                    Conditions.texts(filter.customers()));
        }
        day(conditions, "o.close_date >= :closeFrom", "closeFrom", filter.closeFrom());
        day(conditions, "o.close_date < :closeBefore", "closeBefore", filter.closeBefore());
        customers
                .term(filter.search())
                .ifPresent(term -> customers.narrow(conditions, "o.opportunity_id", term, actor));
        return conditions;
    }

    private static void day(Conditions conditions, String condition, String name, @Nullable LocalDate day) {
        if (day != null) {
            conditions.and(condition, name, day);
        }
    }

    /** Whose personal data is shown (G-8). */
    private void note(List<OpportunityRow> rows, Actor actor) {
        trail.record(
                actor,
                "opportunities",
                rows.stream()
                        .filter(row -> !row.masked() && !row.forgotten())
                        .map(OpportunityRow::customer)
                        .distinct()
                        .toList());
    }
}
