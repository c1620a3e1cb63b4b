package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRule;
import io.kaipan.domain.customer.Merges;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Merges in {@code lookup.customer_merge} (CUS-4). Records that are written for a merged customer are given to the survivor by
 * the tables' own triggers, which wait for a merge that is under way.
 */
@Component
class JdbcMerges implements Merges {
    private final JdbcClient jdbc;

    JdbcMerges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void hold(Collection<CustomerId> customers) {
        customers.stream().map(CustomerId::value).sorted().forEach(customer -> jdbc.sql(
                        "SELECT pg_advisory_xact_lock(lookup.customer_lock(?))")
                .param(customer)
                .query((row, number) -> number)
                .single());
    }

    @Override
    public Optional<Clash> clash(CustomerId survivor, CustomerId merged) {
        return jdbc.sql("""
                SELECT 'MERGE_TWO_ACTIVE_LEADS' AS rule, s.project, s.lead_id AS survivors, m.lead_id AS mergeds
                FROM lookup.active_lead s JOIN lookup.active_lead m USING (project)
                WHERE s.customer_id = :survivor AND m.customer_id = :merged
                UNION ALL
                SELECT 'MERGE_TWO_OPEN_OPPORTUNITIES', s.project, s.opportunity_id, m.opportunity_id
                FROM lookup.opportunity s JOIN lookup.opportunity m USING (project)
                WHERE s.customer_id = :survivor AND m.customer_id = :merged AND s.open AND m.open
                UNION ALL
                SELECT 'MERGE_TWO_MEMBERSHIPS', '', s.account_id, m.account_id
                FROM lookup.member_account s CROSS JOIN lookup.member_account m
                WHERE s.customer_id = :survivor AND m.customer_id = :merged AND s.open AND m.open
                ORDER BY rule, project LIMIT 1""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .query((row, number) -> new Clash(
                        CustomerRule.valueOf(row.getString("rule")),
                        row.getString("project"),
                        row.getString("survivors"),
                        row.getString("mergeds")))
                .optional();
    }

    @Override
    public void join(CustomerId survivor, List<CustomerId> group) {
        stand(survivor, group);
        try {
            jdbc.sql("UPDATE lookup.active_lead SET customer_id = ? WHERE customer_id = ?")
                    .params(survivor.value(), group.getFirst().value())
                    .update();
            jdbc.sql("UPDATE lookup.opportunity SET customer_id = ? WHERE customer_id = ?")
                    .params(survivor.value(), group.getFirst().value())
                    .update();
            jdbc.sql("UPDATE lookup.member_account SET customer_id = ? WHERE customer_id = ?")
                    .params(survivor.value(), group.getFirst().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyFailureException("A place was taken while " + survivor + " was merged", e);
        }
    }

    @Override
    public void part(CustomerId survivor, List<CustomerId> group) {
        CustomerId leaving = group.getFirst();
        jdbc.sql("DELETE FROM lookup.customer_merge WHERE customer_id = ?")
                .param(leaving.value())
                .update();
        stand(leaving, group.subList(1, group.size()));
        String[] homes = group.stream().map(CustomerId::value).toArray(String[]::new);
        jdbc.sql("UPDATE lookup.active_lead SET customer_id = ? WHERE customer_id = ? AND home_id = ANY(?)")
                .params(leaving.value(), survivor.value(), homes)
                .update();
        jdbc.sql("UPDATE lookup.opportunity SET customer_id = ? WHERE customer_id = ? AND home_id = ANY(?)")
                .params(leaving.value(), survivor.value(), homes)
                .update();
        jdbc.sql("UPDATE lookup.member_account SET customer_id = ? WHERE customer_id = ? AND home_id = ANY(?)")
                .params(leaving.value(), survivor.value(), homes)
                .update();
    }

    private void stand(CustomerId survivor, List<CustomerId> forThose) {
        forThose.forEach(customer ->
                jdbc.sql("""
                INSERT INTO lookup.customer_merge (customer_id, survivor_id) VALUES (?, ?)
                ON CONFLICT (customer_id) DO UPDATE SET survivor_id = EXCLUDED.survivor_id""").params(customer.value(), survivor.value()).update());
    }
}
