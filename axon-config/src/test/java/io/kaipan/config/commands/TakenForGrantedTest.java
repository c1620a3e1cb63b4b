package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Outcome.Accepted;
import io.kaipan.command.intake.Outcome.Refused;
import io.kaipan.command.intake.Receipt;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.testing.PostgresForTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KaipanTest
@DisplayName("What a registration takes for granted")
class TakenForGrantedTest {
    @Autowired
    Intake intake;

    @Autowired
    Accounts accounts;

    @Autowired
    PostgresForTests.Database database;

    private House house;
    private JdbcClient sql;

    @BeforeEach
    void open() {
        house = new House(intake, accounts);
        sql = JdbcClient.create(database.owner());
    }

    @Test
    @DisplayName(
            "CUS-2 LEA-8 a number that turns out to be taken leads to who has it, and leaves nothing of the new customer")
    void numberTaken() {
        Receipt first = house.register(500);
        long position = position();
        long rows = rows();

        Receipt again = house.register(500);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.version()).isEqualTo(1);
        assertThat(rows()).isEqualTo(rows);
        assertThat(again.position()).as("no gap in the log's numbers").isEqualTo(position + 1);
    }

    @Test
    @DisplayName("CUS-2 a customer registered under a number that is taken is the one who has it")
    void customerTaken() {
        String body = """
                {"name": "王芳", "phones": ["0755-83000510"]}""";
        Receipt first = ((Accepted) house.send(house.consultant, "RegisterCustomer", body, null)).receipt();
        Receipt again = ((Accepted) house.send(house.consultant, "RegisterCustomer", body, null)).receipt();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.version()).isZero();
    }

    @Test
    @DisplayName("G-11 terms that another node has changed meanwhile decide at once, though this one remembers others")
    void termsChangedElsewhere() {
        house.register(520);
        elsewhere("网络", "电视");

        assertThat(house.send(house.consultant, "RegisterLead", house.lead(521), null))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                                refused.refusals().getFirst().code())
                        .isEqualTo("AWARENESS_CHANNEL_UNKNOWN"));
        assertThat(house.send(house.consultant, "RegisterLead", house.lead(521).replace("网络", "电视"), null))
                .isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("G-3 no refusal stands under a key that rests on what was only remembered")
    void refusalNotRemembered() {
        String television = house.lead(530).replace("网络", "电视");
        Outcome refused = house.send(house.consultant, "RegisterLead", television, "before");
        assertThat(refused).isInstanceOf(Refused.class);
        elsewhere("网络", "电视");

        assertThat(house.send(house.consultant, "RegisterLead", television, "after"))
                .isInstanceOf(Accepted.class);
        assertThat(house.send(house.consultant, "RegisterLead", television, "before"))
                .isEqualTo(refused);
    }

    @Test
    @DisplayName(
            "a registration makes number, place, key and events in one transaction, which sees none of them before")
    void oneTransaction() {
        Receipt lead = house.register(540);

        assertThat(sql.sql("""
                        SELECT count(DISTINCT made.xmin::text) FROM (
                            SELECT xmin FROM log.domain_event WHERE global_index IN (:position, :position - 1)
                            UNION ALL SELECT xmin FROM lookup.active_lead WHERE lead_id = :lead
                            UNION ALL SELECT claim.xmin FROM lookup.phone_claim claim
                                JOIN lookup.active_lead USING (customer_id) WHERE lead_id = :lead
                            UNION ALL SELECT made.xmin FROM keys.customer_key made
                                JOIN lookup.active_lead USING (customer_id) WHERE lead_id = :lead) AS made""")
                        .param("position", lead.position())
                        .param("lead", lead.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** Changes a word of the project's terms, as another node would. */
    private void elsewhere(String word, String other) {
        assertThat(sql.sql("""
                        UPDATE lookup.project_terms SET terms = replace(terms::text, ?, ?)::jsonb, revision = DEFAULT
                        WHERE project = ?""").params(word, other, house.project).update()).isOne();
    }

    private long position() {
        return sql.sql("SELECT max(global_index) FROM log.domain_event")
                .query(Long.class)
                .single();
    }

    private long rows() {
        return sql.sql("""
                SELECT (SELECT count(*) FROM lookup.phone_claim) + (SELECT count(*) FROM lookup.active_lead)
                    + (SELECT count(*) FROM keys.customer_key)""").query(Long.class).single();
    }
}
