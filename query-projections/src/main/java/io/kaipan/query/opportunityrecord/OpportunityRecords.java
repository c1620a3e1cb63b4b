package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.readtrail.ReadTrail;
import io.kaipan.query.userlist.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Opportunities as an actor may see them (G-8), newest first. */
@Component
public class OpportunityRecords {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "opportunity-record";

    private static final RowRights RIGHTS = new RowRights("o.project", "o.owner");
    private static final Keyset NEWEST_FIRST =
            new Keyset("opened", "o.opened_at", KeyType.INSTANT, "o.opportunity_id", true);
    private static final String FROM = "FROM view.opportunity_record o";
    private static final String SELECT = """
            SELECT o.opportunity_id, o.version, o.customer_id, o.project, o.name_sealed, o.description_sealed,
                o.awareness_channel, o.stage, o.win_probability, o.follow_up_level, o.owner, o.lead_id, o.opened_at,
                o.changed_at, u.display_name
            FROM view.opportunity_record o
            LEFT JOIN view.user_list u ON u.user_name = o.owner""";

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    OpportunityRecords(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, VIEW);
        this.trail = trail;
    }

    /** A page of opportunities. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list */
    public Page<OpportunityRow> page(OpportunityFilter filter, PageRequest page, Actor actor) {
        Page<OpportunityRow> answer = NEWEST_FIRST.page(
                jdbc, SELECT, conditions(filter, actor), page, OpportunityRecords::found, found -> open(found, actor));
        note(answer.rows(), actor);
        return answer;
    }

    /** How many opportunities there are; a statement of its own, so only for those who ask. */
    public CappedCount count(OpportunityFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, actor));
    }

    /** Several opportunities in one statement; those that don't exist or must not be seen are missing. */
    public Map<OpportunityId, OpportunityRow> find(Collection<OpportunityId> ids, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        conditions.and("o.opportunity_id = ANY(:ids)", "ids", Conditions.texts(ids));
        List<Found> found = jdbc.sql(SELECT + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query(OpportunityRecords::found)
                .list();
        List<OpportunityRow> rows = open(found, actor);
        note(rows, actor);
        return rows.stream().collect(Collectors.toMap(OpportunityRow::id, Function.identity()));
    }

    /** One opportunity; empty when it does not exist or must not be seen. */
    public Optional<OpportunityRow> find(OpportunityId id, Actor actor) {
        return Optional.ofNullable(find(List.of(id), actor).get(id));
    }

    private static Conditions conditions(OpportunityFilter filter, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        return conditions
                .anyOf("o.project", "projects", filter.projects())
                .anyOf("o.customer_id", "customers", filter.customers())
                .anyOf("o.stage", "stages", filter.stages())
                .ownedBy("o.owner", filter.owner(), actor);
    }

    /** A row as stored. @param row what can be read as it is; the texts in it are still sealed */
    private record Found(OpportunityRow row) {}

    private static Found found(ResultSet row, int number) throws SQLException {
        UserName owner = Columns.valueOrNull(row, "owner", UserName::new);
        return new Found(new OpportunityRow(
                new OpportunityId(row.getString("opportunity_id")),
                row.getLong("version"),
                row.getString("name_sealed"),
                new CustomerId(row.getString("customer_id")),
                new ProjectCode(row.getString("project")),
                row.getString("awareness_channel"),
                row.getString("stage"),
                row.getInt("win_probability"),
                row.getString("follow_up_level"),
                row.getString("description_sealed"),
                UserRef.of(owner, row.getString("display_name")),
                Columns.valueOrNull(row, "lead_id", LeadId::new),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "changed_at"),
                false,
                false));
    }

    private List<OpportunityRow> open(List<Found> found, Actor actor) {
        vault.prepare(found.stream().map(one -> one.row().customer()).distinct().toList());
        return found.stream().map(one -> open(one.row(), actor)).toList();
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

    private OpportunityRow open(OpportunityRow sealed, Actor actor) {
        UserRef owner = sealed.owner();
        boolean seen = actor.seesPersonalDataOf(
                sealed.project().value(),
                owner == null ? null : owner.userName().value());
        String name = sealing.open(sealed.customer(), "name", sealed.name());
        if (name == null) {
            return with(sealed, Masking.ERASED, null, false, true);
        }
        return seen
                ? with(sealed, name, sealing.open(sealed.customer(), "description", sealed.description()), false, false)
                : with(sealed, null, null, true, false);
    }

    private static OpportunityRow with(
            OpportunityRow row,
            @Nullable String name,
            @Nullable String description,
            boolean masked,
            boolean forgotten) {
        return new OpportunityRow(
                row.id(),
                row.version(),
                name,
                row.customer(),
                row.project(),
                row.awarenessChannel(),
                row.stage(),
                row.winProbability(),
                row.followUpLevel(),
                description,
                row.owner(),
                row.lead(),
                row.openedAt(),
                row.changedAt(),
                masked,
                forgotten);
    }
}
