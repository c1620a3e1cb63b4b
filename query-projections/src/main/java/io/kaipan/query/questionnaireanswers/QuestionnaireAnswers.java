package io.kaipan.query.questionnaireanswers;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
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
 * What was answered on opportunities (QST-2), with the rights of the opportunity (G-8): texts are personal data, choices and
 * numbers are not. Two statements, however many there are.
 */
@Component
public class QuestionnaireAnswers {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "questionnaire-answers";

    private static final RowRights RIGHTS = new RowRights("o.project", "o.owner");
    private static final String FROM =
            " FROM view.questionnaire_answering a JOIN view.opportunity_list o ON o.opportunity_id = a.record_id";

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
        Conditions conditions = new Conditions().and("a.record_id = ANY(:ids)", "ids", Conditions.texts(opportunities));
        conditions.and(RIGHTS.visible(actor, conditions));
        List<StoredAnswering> answerings = jdbc.sql("SELECT a.record_id, a.version, a.questionnaire, a.number,"
                        + " a.customer_id, a.project, a.occurred_at, a.recorded_at, a.recorded_by" + FROM + " WHERE "
                        + conditions.sql() + " ORDER BY a.record_id, a.version DESC")
                .params(conditions.parameters())
                .query((row, number) -> StoredAnswering.from(row))
                .list();
        String sees = RIGHTS.sees(actor, conditions);
        List<Found> found = jdbc.sql("SELECT g.record_id, g.version, g.code, g.customer_id, g.choices, g.number,"
                        + " g.text_sealed, (" + sees + ") AS seen" + FROM
                        + " JOIN view.questionnaire_answer g ON g.record_id = a.record_id AND g.version = a.version WHERE "
                        + conditions.sql()
                        + " ORDER BY g.record_id, g.version, g.code")
                .params(conditions.parameters())
                .query((ResultSet row, int number) -> found(row))
                .list();
        Map<Key, List<AnsweringRow.Given>> answers = open(found, actor);
        Map<OpportunityId, List<AnsweringRow>> rows = answerings.stream()
                .collect(Collectors.groupingBy(
                        answering -> new OpportunityId(answering.record()),
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
        opportunities.forEach(opportunity -> rows.putIfAbsent(opportunity, List.of()));
        return rows;
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
