package io.kaipan.query.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.testing.PostgresForTests;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

@DisplayName("Migrations of tables that are filled")
class FilledDatabaseTest {
    private static final String OPPORTUNITY = """
            {"opportunity_id": "opp_1", "version": 0, "customer_id": "cust_1", "project": "JYLW", "state": "OPEN",
             "awareness_channel": "网络", "stage": "看房", "stage_since": "2026-01-01T00:00:00Z", "win_probability": 30,
             "probability_overridden": false, "follow_up_level": "A", "co_visitors_sealed": [], "reminders": [],
             "opened_at": "2026-01-01T00:00:00Z", "open_since": "2026-01-01T00:00:00Z",
             "recorded_at": "2026-01-01T00:00:00Z", "recorded_by": "zhang.min",
             "waiting_since": "2026-01-01T00:00:00Z", "changed_at": "2026-01-01T00:00:00Z"}""";
    private static final String CUSTOMER = """
            {"customer_id": "cust_1", "version": 0, "name_sealed": "x", "name_tokens": [1], "phone_tokens": [2],
             "registered_at": "2026-01-01T00:00:00Z", "registered_by": "zhang.min",
             "changed_at": "2026-01-01T00:00:00Z"}""";

    private final PostgresForTests.Database database = PostgresForTests.emptyDatabase();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());

    private void migrate(String version) {
        PostgresForTests.migrate(database, version);
    }

    /** Writes a row, told as JSON, as its generation's table was at that time. */
    private void fill(String table, String row) {
        // jsonb_populate_record also fills generated columns, which may not be written
        List<String> columns = owner.queryForList(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " AND attgenerated = '' ORDER BY attnum",
                String.class,
                table);
        String names = String.join(", ", columns);
        owner.update(
                "INSERT INTO %s (%s) SELECT %s FROM jsonb_populate_record(NULL::%s, ?::jsonb)"
                        .formatted(table, names, names, table),
                row);
    }

    private int count(String from) {
        return owner.queryForObject("SELECT count(*) FROM " + from, Integer.class);
    }

    private String indexOf(String table) {
        return owner.queryForObject(
                "SELECT indexdef FROM pg_indexes WHERE schemaname = 'view' AND indexname = ?", String.class, table);
    }

    @Test
    @DisplayName("20261123.31 makes the index anew of every generation that is kept; rows and readers stay")
    void indexOfAllGenerations() {
        migrate("20261123.30");
        owner.execute("""
                INSERT INTO engine.view_generation (view, generation, state) VALUES ('opportunity-list', 2, 'RETIRED')""");
        owner.execute(
                "SELECT view.create_generation('opportunity_list', 2), view.index_generation('opportunity_list', 2)");
        fill("view.opportunity_list_g1", OPPORTUNITY);
        fill("view.opportunity_list_g2", OPPORTUNITY);
        assertThat(indexOf("opportunity_list_g2_by_waiting")).contains("WHERE");

        migrate("20261123.31");

        for (int generation : List.of(1, 2)) {
            assertThat(indexOf("opportunity_list_g" + generation + "_by_waiting"))
                    .contains("(waiting_since, opportunity_id)")
                    .doesNotContain("WHERE");
            assertThat(count("view.opportunity_list_g" + generation)).isOne();
        }
        assertThat(count("view.opportunity_list WHERE opportunity_id = 'opp_1'"))
                .isOne();
    }

    @Test
    @DisplayName("20261123.42 and 43: customers there were are nobody's survivors, and their places are their own")
    void customersBeforeMerges() {
        migrate("20261123.41");
        fill("view.customer_record_g1", CUSTOMER);
        owner.update(
                "INSERT INTO lookup.opportunity (opportunity_id, customer_id, project) VALUES ('opp_1', 'cust_1', 'JYLW')");

        migrate("20261123.43");

        assertThat(count("view.customer_record WHERE survivor_id IS NULL AND other_names_sealed IS NULL"
                        + " AND tokens = '{1,2}'"))
                .isOne();
        assertThat(indexOf("customer_record_g1_by_survivor")).contains("survivor_id");
        assertThat(owner.queryForObject("SELECT home_id FROM lookup.opportunity", String.class))
                .isEqualTo("cust_1");
    }

    @Test
    @DisplayName("20261123.50: opportunities there were are looked at, at once")
    void opportunitiesBeforeTheClock() {
        migrate("20261123.43");
        owner.update(
                "INSERT INTO lookup.opportunity (opportunity_id, customer_id, project) VALUES ('opp_1', 'cust_1', 'JYLW')");

        migrate("20261123.50");

        assertThat(count("lookup.opportunity WHERE look_at = '-infinity'")).isOne();
    }

    @Test
    @DisplayName("20261123.51 and 20261124.21: the list is filled anew from the beginning, and no other view is")
    void filledAnew() {
        for (String[] step : List.of(
                new String[] {"20261123.50", "20261123.51"}, new String[] {"20261123.51", PostgresForTests.LATEST})) {
            migrate(step[0]);
            fill("view.opportunity_list_g1", OPPORTUNITY);
            owner.update("INSERT INTO engine.token_entry (processor_name, segment) VALUES ('opportunity-list', 0)");
            owner.update("INSERT INTO engine.token_entry (processor_name, segment) VALUES ('lead-list', 0)"
                    + " ON CONFLICT DO NOTHING");

            migrate(step[1]);

            assertThat(count("view.opportunity_list")).isZero();
            assertThat(owner.queryForList("SELECT processor_name FROM engine.token_entry", String.class))
                    .containsExactly("lead-list");
            assertThat(owner.queryForList(
                            "SELECT generation || ' ' || state FROM engine.view_generation WHERE view = 'opportunity-list'",
                            String.class))
                    .containsExactly("1 LIVE");
        }
        fill("view.opportunity_list_g1", OPPORTUNITY);
        assertThat(count("view.opportunity_list WHERE reminders = '{}'")).isOne();
        assertThat(indexOf("opportunity_list_g1_by_follow_up")).contains("follow_up_state");
    }
}
