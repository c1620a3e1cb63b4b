package io.kaipan.query.questionnaireanswers;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.memberaccountlist.MemberRights;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.readtrail.ReadTrail;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was answered on opportunities and on joining the club (QST-2), with the rights of the record (G-8): texts are
 * personal data, choices and numbers are not. Two statements, however many there are.
 */
@Component
public class QuestionnaireAnswers {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "questionnaire-answers";

    private static final RowRights RIGHTS = new RowRights("o.project", "o.owner");
    private static final String ON_OPPORTUNITIES =
            " FROM view.questionnaire_answering q JOIN view.opportunity_list o ON o.opportunity_id = q.record_id";
    private static final String ON_ACCOUNTS =
            " " + MemberRights.FROM + " JOIN view.questionnaire_answering q ON q.record_id = a.account_id";

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    QuestionnaireAnswers(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, VIEW);
        this.trail = trail;
    }

    private record Key(String record, long version) {}

    private record Found(StoredAnswer answer, boolean seen) {}

    /** All that was answered on several opportunities, by opportunity, the latest first. */
    public Map<OpportunityId, List<AnsweringRow>> of(Collection<OpportunityId> opportunities, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(RIGHTS.visible(actor, conditions));
        return on(opportunities, ON_OPPORTUNITIES, conditions, RIGHTS.sees(actor, conditions), actor);
    }

    /** All that was answered on joining the club, by member account, the latest first (MEM-1). */
    public Map<MemberAccountId, List<AnsweringRow>> onJoining(Collection<MemberAccountId> accounts, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(MemberRights.visible(actor, conditions));
        return on(accounts, ON_ACCOUNTS, conditions, MemberRights.sees(actor, conditions), actor);
    }

    /** @param sees whether the texts of a row are shown */
    private <I> Map<I, List<AnsweringRow>> on(
            Collection<I> records, String from, Conditions conditions, String sees, Actor actor) {
        conditions.and("q.record_id = ANY(:ids)", "ids", Conditions.texts(records));
        List<StoredAnswering> answerings = jdbc.sql("SELECT q.record_id, q.version, q.questionnaire, q.number,"
                        + " q.customer_id, q.project, q.occurred_at, q.recorded_at, q.recorded_by" + from + " WHERE "
                        + conditions.sql() + " ORDER BY q.record_id, q.version DESC")
                .params(conditions.parameters())
                .query((row, number) -> StoredAnswering.from(row))
                .list();
        List<Found> found = jdbc.sql("SELECT g.record_id, g.version, g.code, g.customer_id, g.choices, g.number,"
                        + " g.text_sealed, (" + sees + ") AS seen" + from
                        + " JOIN view.questionnaire_answer g ON g.record_id = q.record_id AND g.version = q.version WHERE "
                        + conditions.sql()
                        + " ORDER BY g.record_id, g.version, g.code")
                .params(conditions.parameters())
                .query((ResultSet row, int number) -> found(row))
                .list();
        Map<Key, List<AnsweringRow.Given>> answers = open(found, actor);
        Map<String, List<AnsweringRow>> rows = answerings.stream()
                .collect(Collectors.groupingBy(
                        StoredAnswering::record,
                        Collectors.mapping(
                                answering -> new AnsweringRow(
                                        answering.questionnaire(),
                                        answering.number(),
                                        answering.occurredAt(),
                                        answering.recordedAt(),
                                        answering.recordedBy(),
                                        answers.getOrDefault(
                                                new Key(answering.record(), answering.version()), List.of())),
                                Collectors.toList())));
        return records.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), record -> rows.getOrDefault(record.toString(), List.of())));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(StoredAnswer.from(row), row.getBoolean("seen"));
    }

    private Map<Key, List<AnsweringRow.Given>> open(List<Found> found, Actor actor) {
        TreeSet<String> shown = found.stream()
                .filter(one -> one.seen && one.answer.text() != null)
                .map(one -> one.answer.customer().value())
                .collect(Collectors.toCollection(TreeSet::new));
        List<CustomerId> whose = shown.stream().map(CustomerId::new).toList();
        vault.prepare(whose);
        trail.record(actor, "questionnaire answers", whose);
        return found.stream()
                .collect(Collectors.groupingBy(
                        one -> new Key(one.answer.record(), one.answer.version()),
                        Collectors.mapping((Function<Found, AnsweringRow.Given>) this::given, Collectors.toList())));
    }

    private AnsweringRow.Given given(Found found) {
        StoredAnswer answer = found.answer;
        return new AnsweringRow.Given(
                answer.code(),
                answer.choices(),
                answer.number() == null ? null : new BigDecimal(answer.number()),
                found.seen ? sealing.open(answer.customer(), "text", answer.text()) : null);
    }
}
