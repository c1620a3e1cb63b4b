package io.kaipan.config.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.account.Actors;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.testing.PostgresForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A project with a club whose cards are numbered in a series of their own, and the people who run it. */
final class ClubHouse {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String project;
    final String series;
    final Actor reception;
    final Actor manager;
    final Actor consultant;

    private final Intake intake;
    private final JdbcClient owner;
    private final AtomicInteger phones = new AtomicInteger();
    private final int number = COUNTER.incrementAndGet();

    ClubHouse(Intake intake, PostgresForTests.Database database) {
        this.intake = intake;
        this.owner = JdbcClient.create(database.owner());
        this.project = "CLUB-" + number;
        this.series = "T" + (char) ('A' + number);
        this.reception = person("reception", Role.RECEPTION);
        this.manager = person("manager", Role.SALES_MANAGER);
        this.consultant = person("consultant", Role.CONSULTANT);
        accepted(Actors.SYSTEM, "OpenProject", "{'project': '%s', 'name': '金域蓝湾', 'city': '深圳'}");
        accepted(Actors.SYSTEM, "SetAwarenessChannelPolicy", "{'project': '%s', 'channels': [{'code': '网络'}]}");
        accepted(Actors.SYSTEM, "SetFollowUpLevelPolicy", "{'project': '%s', 'levels': [{'code': 'A'}]}");
        accepted(
                Actors.SYSTEM, "SetStagePolicy", "{'project': '%s', 'stages': [{'code': '初访', 'winProbability': 10}]}");
        accepted(Actors.SYSTEM, "SetClubPolicy", """
                {'project': '%%s', 'joinPoints': 500, 'referralJoinPoints': 300, 'viewingPoints': 100, 'yuanPerPoint': 1000,
                 'referralPurchasePercent': 50, 'silverSubscriptions': 1, 'silverPoints': 10000, 'goldSubscriptions': 2,
                 'goldPoints': 30000, 'cardPrefix': '%s', 'cardDigits': 6}""".formatted(series));
    }

    private Actor person(String name, Role role) {
        return new Actor(name + "." + number, Set.of(role), Set.of(project));
    }

    /** What becomes of a command. @param body with ' for ", and %s for the project's code */
    Outcome send(Actor actor, String command, String body) {
        return intake.accept(new CommandRequest(
                command,
                JsonMapper.shared().readTree(body.formatted(project).replace('\'', '"')),
                actor,
                actor.user(),
                null));
    }

    /** The id of the record that an accepted command is about. */
    String accepted(Actor actor, String command, String body) {
        Outcome outcome = send(actor, command, body);
        assertThat(outcome).as(command).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).receipt().id();
    }

    /** The code of a refused command's refusal; empty when it was accepted. */
    static String refusal(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? refused.refusals().getFirst().code()
                : "";
    }

    /** A person nobody knows, as the body of a command has it. */
    String person() {
        return "{'name': '王芳', 'phone': '0755-%d%06d'}".formatted(20 + number, phones.incrementAndGet());
    }

    /** The account of an applicant whom nobody knows. */
    String applied(@Nullable String card) {
        return accepted(
                reception,
                "ApplyForMembership",
                "{'project': '%s', 'customer': " + person() + (card == null ? "" : ", 'referrer': '" + card + "'")
                        + "}");
    }

    Outcome confirm(String account) {
        return send(reception, "ConfirmMembership", "{'account': '" + account + "'}");
    }

    /** The account of a member who has the points for joining. */
    String member(@Nullable String card) {
        String account = applied(card);
        assertThat(refusal(confirm(account))).isEmpty();
        awaitEntries(account, 1);
        return account;
    }

    String cardOf(String account) {
        return owner.sql("SELECT card_number FROM lookup.member_account WHERE account_id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    String customerOf(String account) {
        return owner.sql("SELECT home_id FROM lookup.member_account WHERE account_id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    /** The numbers of the series' cards, in order. */
    List<String> cards() {
        return owner.sql("SELECT card_number FROM lookup.member_account WHERE card_number LIKE ? || '%' ORDER BY 1")
                .param(series)
                .query(String.class)
                .list();
    }

    /** The names of an account's events, in order. */
    List<String> eventsOf(String account) {
        return owner.sql("""
                        SELECT replace(payload_type, 'member.', '') FROM log.domain_event WHERE aggregate_identifier = ?
                        ORDER BY sequence_number""").param(account).query(String.class).list();
    }

    /** What an account was given, as the log has it: kind and points, in order. */
    List<String> awardsOf(String account) {
        return owner.sql("""
                        SELECT concat(payload ->> 'kind', ' ', payload ->> 'points')
                        FROM (SELECT sequence_number, convert_from(payload, 'UTF8')::jsonb AS payload FROM log.domain_event
                              WHERE aggregate_identifier = ? AND payload_type = 'member.PointsAwarded') awards
                        ORDER BY sequence_number""").param(account).query(String.class).list();
    }

    /** What the ledger's look-up says is left. */
    int leftIn(String account) {
        return owner.sql("SELECT coalesce(sum(remaining), 0)::int FROM lookup.points_entry WHERE account_id = ?")
                .param(account)
                .query(Integer.class)
                .single();
    }

    void awaitEntries(String account, int entries) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                        owner.sql("SELECT count(*) FROM lookup.points_entry WHERE account_id = ?")
                                .param(account)
                                .query(Integer.class)
                                .single())
                .isEqualTo(entries));
    }

    /** Waits until an account's state is kept beside the log. */
    void awaitSnapshot(String account) {
        await().atMost(PATIENCE)
                .until(() -> owner.sql("SELECT EXISTS (SELECT FROM log.snapshot_event WHERE aggregate_identifier = ?)")
                        .param(account)
                        .query(Boolean.class)
                        .single());
    }

    /** Waits until both policies have handled all that is in the log by now. */
    void awaitPolicies() {
        awaitHandled(owner, "membership-points", "viewing-points");
    }

    /** Waits until processors have noted that they handled all that is in the log by now, in gaps of their tokens too. */
    static void awaitHandled(JdbcClient owner, String... processors) {
        long head = owner.sql("SELECT max(global_index) FROM log.domain_event")
                .query(Long.class)
                .single();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(owner.sql("""
                                SELECT count(*)
                                FROM engine.token_entry, LATERAL (SELECT convert_from(token, 'UTF8')::jsonb AS token) AS read
                                WHERE processor_name = ANY (?) AND (read.token ->> 'index')::bigint >= ?
                                    AND NOT EXISTS (SELECT FROM jsonb_array_elements(read.token -> 'gaps') AS gap
                                        JOIN log.domain_event ON global_index = gap::bigint)""")
                        .params(processors, head)
                        .query(Integer.class)
                        .single())
                .isEqualTo(processors.length));
    }

    /** What becomes of that many senders' commands, sent at the same moment. */
    static List<Outcome> atOnce(int senders, IntFunction<Outcome> send) throws Exception {
        CyclicBarrier start = new CyclicBarrier(senders);
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            int sender = i;
            tasks.add(() -> {
                start.await(30, TimeUnit.SECONDS);
                return send.apply(sender);
            });
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            for (Future<Outcome> outcome : pool.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }
}
