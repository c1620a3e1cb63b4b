package io.kaipan.query.questionnairecounts;

import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.memberaccountlist.MemberAccountFilter;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.MemberRights;
import io.kaipan.query.opportunitylist.OpportunityFilter;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.TimeRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often what was answered (QST-3), over the opportunities or memberships of a segment that the asker may know of (G-8).
 * Each record counts once, with its last answers. Counted when asked, in one statement.
 */
@Component
public class QuestionnaireCounts {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "questionnaire-counts";

    private final JdbcClient jdbc;
    private final OpportunityList opportunities;
    private final MemberAccountList members;

    QuestionnaireCounts(
            @Qualifier("queryJdbc") JdbcClient jdbc, OpportunityList opportunities, MemberAccountList members) {
        this.jdbc = jdbc;
        this.opportunities = opportunities;
        this.members = members;
    }

    private record Counted(
            @Nullable String question, String choice, long times, QuestionCount.@Nullable Numbers numbers) {}

    /**
     * Which answers are counted.
     *
     * @param number only those to this version; null means to any
     * @param answered when; null means ever
     */
    public record Asked(
            QuestionnaireCode questionnaire,
            @Nullable Integer number,
            @Nullable TimeRange answered) {}

    /** Counts answers on opportunities. @param segment on which */
    public CountedAnswers onOpportunities(Asked asked, OpportunityFilter segment, Actor actor) {
        return count(
                asked,
                "FROM view.opportunity_list o JOIN view.questionnaire_last l ON l.record_id = o.opportunity_id",
                opportunities.conditions(segment, actor));
    }

    /** Counts answers to entry questionnaires. @param segment on which memberships, of applicants too */
    public CountedAnswers onMemberships(Asked asked, MemberAccountFilter segment, Actor actor) {
        return count(
                asked,
                MemberRights.FROM + " JOIN view.questionnaire_last l ON l.record_id = a.account_id",
                members.conditions(segment, actor));
    }

    private CountedAnswers count(Asked asked, String from, Conditions conditions) {
        conditions
                .and("l.questionnaire = :questionnaire", "questionnaire", asked.questionnaire.value())
                .within("l.occurred_at", "answered", asked.answered);
        if (asked.number != null) {
            conditions.and("l.number = :number", "number", asked.number);
        }
        List<Counted> counted = jdbc.sql("""
                WITH last AS MATERIALIZED (
                    SELECT l.questions, l.choices, l.numbers %s WHERE %s)
                SELECT NULL AS question, '' AS choice, count(*) AS times, NULL::numeric AS least,
                    NULL::numeric AS greatest, NULL::numeric AS average FROM last
                UNION ALL
                SELECT m.question, m.choice, count(*), min(nullif(m.number, '')::numeric),
                    max(nullif(m.number, '')::numeric), round(avg(nullif(m.number, '')::numeric), 2)
                FROM last, unnest(last.questions, last.choices, last.numbers) AS m (question, choice, number)
                GROUP BY m.question, m.choice""".formatted(from, conditions.sql()))
                .params(conditions.parameters())
                .query((row, index) -> {
                    BigDecimal least = row.getBigDecimal("least");
                    return new Counted(
                            row.getString("question"),
                            row.getString("choice"),
                            row.getLong("times"),
                            least == null
                                    ? null
                                    : new QuestionCount.Numbers(
                                            least, row.getBigDecimal("greatest"), row.getBigDecimal("average")));
                })
                .list();
        return byQuestion(counted);
    }

    private static CountedAnswers byQuestion(List<Counted> counted) {
        long records = 0;
        Map<String, Map<String, Long>> choices = new HashMap<>();
        Map<String, Counted> answers = new TreeMap<>();
        for (Counted one : counted) {
            if (one.question == null) {
                records = one.times;
            } else if (one.choice.isEmpty()) {
                answers.put(one.question, one);
            } else {
                choices.computeIfAbsent(one.question, none -> new TreeMap<>()).put(one.choice, one.times);
            }
        }
        List<QuestionCount> questions = new ArrayList<>();
        answers.forEach((question, answer) -> questions.add(
                new QuestionCount(question, answer.times, choices.getOrDefault(question, Map.of()), answer.numbers)));
        return new CountedAnswers(records, questions);
    }
}
