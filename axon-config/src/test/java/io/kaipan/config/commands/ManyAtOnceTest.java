package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Outcome.Accepted;
import io.kaipan.command.intake.Outcome.Refused;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.testing.PostgresForTests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KaipanTest
@DisplayName("Many commands at the same moment, in the whole house")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyAtOnceTest {
    private static final int SENDERS = 16;

    @Autowired
    Intake intake;

    @Autowired
    Accounts accounts;

    @Autowired
    PostgresForTests.Database database;

    private House house;

    @BeforeAll
    void open() {
        house = new House(intake, accounts);
    }

    @Test
    @DisplayName("G-3 one request sent many times at once is carried out once, and all get its outcome")
    void oneKey() throws Exception {
        List<Receipt> receipts =
                receipts(atOnce(sender -> house.send(house.consultant, "RegisterLead", house.lead(100), "one-key")));

        assertThat(receipts).filteredOn(receipt -> !receipt.replayed()).hasSize(1);
        Receipt first = receipts.getFirst();
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.id()).isEqualTo(first.id());
            assertThat(receipt.version()).isZero();
            assertThat(receipt.position()).isEqualTo(first.position());
        });
        assertThat(eventsOf(first.id())).containsExactly("lead.LeadRegistered");
    }

    @Test
    @DisplayName("G-3 a change sent many times at once under one key is made once")
    void oneKeyOneChange() throws Exception {
        Receipt lead = house.register(110);
        String body = """
                {"lead": "%s", "kind": "PHONE", "content": "约看房", "reached": true}""".formatted(lead.id());
        List<Receipt> receipts =
                receipts(atOnce(sender -> house.send(house.consultant, "LogLeadInteraction", body, "one-change")));

        assertThat(receipts).filteredOn(receipt -> !receipt.replayed()).hasSize(1);
        assertThat(receipts).extracting(Receipt::version).containsOnly(1L);
        assertThat(eventsOf(lead.id())).containsExactly("lead.LeadRegistered", "lead.LeadInteractionLogged");
    }

    @Test
    @DisplayName("CUS-2 LEA-8 one person registered by many at once is one customer with one lead, and nothing is lost")
    void onePhone() throws Exception {
        List<Receipt> receipts = receipts(atOnce(sender ->
                house.send(house.consultant, "RegisterLead", house.lead(120).replace("三室", "问题 " + sender), null)));

        assertThat(receipts)
                .extracting(Receipt::id)
                .containsOnly(receipts.getFirst().id());
        assertThat(receipts).extracting(Receipt::version).doesNotHaveDuplicates();
        assertThat(eventsOf(receipts.getFirst().id()))
                .hasSize(SENDERS)
                .startsWith("lead.LeadRegistered")
                .filteredOn(event -> event.equals("lead.LeadInteractionLogged"))
                .hasSize(SENDERS - 1);
    }

    @Test
    @DisplayName("G-3 of many who saw the same version one changes the record, the others learn that it is stale")
    void oneVersion() throws Exception {
        Receipt lead = house.register(130);
        List<Outcome> outcomes = atOnce(sender -> house.send(
                house.consultant,
                "EditLead",
                House.edit(lead.id(), "问题 " + sender).replace("}", ", \"expectedVersion\": 0}"),
                null));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(SENDERS - 1)
                .allSatisfy(refused -> {
                    Refusal refusal = ((Refused) refused).refusals().getFirst();
                    assertThat(refusal.code()).isEqualTo("STALE_VERSION");
                    assertThat(refusal.currentVersion()).isEqualTo(1);
                });
        assertThat(eventsOf(lead.id())).hasSize(2);
    }

    @Test
    @DisplayName("a change without an expected version is never refused because others change the record too")
    void noVersion() throws Exception {
        Receipt lead = house.register(140);
        List<Receipt> receipts = receipts(atOnce(
                sender -> house.send(house.consultant, "EditLead", House.edit(lead.id(), "问题 " + sender), null)));

        assertThat(receipts)
                .extracting(Receipt::version)
                .doesNotHaveDuplicates()
                .doesNotContain(0L);
        assertThat(eventsOf(lead.id())).hasSize(SENDERS + 1);
    }

    @Test
    @DisplayName("G-3 a refusal asked for many times at once under one key is one refusal")
    void oneRefusal() throws Exception {
        Receipt lead = house.register(150);
        String body = "{\"lead\": \"%s\", \"reason\": \"来电\"}".formatted(lead.id());
        List<Outcome> outcomes = atOnce(sender -> house.send(house.consultant, "ReactivateLead", body, "one-refusal"));

        assertThat(outcomes).containsOnly(outcomes.getFirst());
        assertThat(((Refused) outcomes.getFirst()).refusals().getFirst().code()).isEqualTo("LEAD_NOT_UNQUALIFIED");
        assertThat(eventsOf(lead.id())).hasSize(1);
    }

    private static List<Receipt> receipts(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> {
                    assertThat(outcome).isInstanceOf(Accepted.class);
                    return ((Accepted) outcome).receipt();
                })
                .toList();
    }

    private static List<Outcome> atOnce(IntFunction<Outcome> send) throws Exception {
        CyclicBarrier start = new CyclicBarrier(SENDERS);
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            tasks.add(() -> {
                start.await(30, TimeUnit.SECONDS);
                return send.apply(sender);
            });
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(SENDERS)) {
            for (Future<Outcome> outcome : pool.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    private List<String> eventsOf(String record) {
        return JdbcClient.create(database.owner())
                .sql("SELECT payload_type FROM log.domain_event WHERE aggregate_identifier = ? ORDER BY global_index")
                .param(record)
                .query(String.class)
                .list();
    }
}
