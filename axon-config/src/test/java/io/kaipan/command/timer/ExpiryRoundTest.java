package io.kaipan.command.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.policy.SentByRule;
import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand.AwardJoin;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Points whose day has come")
@SpringBootTest(
        classes = {EngineRoom.class, ExpiryRoundTest.Door.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
class ExpiryRoundTest {
    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"io.kaipan.command.intake", "io.kaipan.command.policy"})
    @Import(ExpiryRound.class)
    static class Door {}

    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    private static final Actor RECEPTION = new Actor("reception", Set.of(Role.RECEPTION), Set.of("EXPIRY"));
    private static final AtomicReference<Instant> TIME = new AtomicReference<>(Instant.parse("2026-12-01T04:00:00Z"));

    @TestBean
    Clock clock;

    @Autowired
    Intake intake;

    @Autowired
    SentByRule commands;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ExpiryRound round;

    private int people;

    static Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return TIME.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    @DisplayName("PTS-7, G-1 expire at midnight in the project, not a second before, of all accounts, and once")
    void expires() {
        send(ADMIN, "OpenProject", "{'project': 'EXPIRY', 'name': '金域蓝湾', 'city': '深圳'}");
        send(ADMIN, "SetClubPolicy", """
                {'project': 'EXPIRY', 'joinPoints': 500, 'referralJoinPoints': 300, 'viewingPoints': 100,
                 'yuanPerPoint': 1000, 'referralPurchasePercent': 50, 'monthsValid': 24, 'silverSubscriptions': 1,
                 'silverPoints': 10000, 'goldSubscriptions': 2, 'goldPoints': 30000, 'cardPrefix': 'EX',
                 'cardDigits': 6}""");
        List<String> accounts =
                IntStream.range(0, 3).mapToObj(number -> member()).toList();
        String left = member();
        send(RECEPTION, "CloseMembership", "{'account': '" + left + "', 'reason': '本人要求'}");
        send(
                RECEPTION,
                "RedeemPoints",
                "{'account': '" + accounts.getFirst() + "', 'project': 'EXPIRY', 'points': 500, 'purpose': '礼品'}");

        roundAt("2028-11-30T15:59:59Z");
        assertThat(accounts).allSatisfy(account -> assertThat(expired(account)).isEmpty());

        roundAt("2028-11-30T16:00:00Z");
        roundAt("2028-11-30T16:01:00Z");
        assertThat(expired(accounts.get(0))).as("nothing was left").isEmpty();
        assertThat(expired(accounts.get(1))).containsExactly("PTS-7 500");
        assertThat(expired(accounts.get(2))).containsExactly("PTS-7 500");
        assertThat(expired(left)).as("who has left has no points any more").isEmpty();
    }

    private void roundAt(String time) {
        TIME.set(Instant.parse(time));
        round.run(() -> false);
    }

    private String member() {
        people++;
        String account = send(
                RECEPTION,
                "ApplyForMembership",
                "{'project': 'EXPIRY', 'customer': {'name': '王芳', 'phone': '0755-8800000" + people + "'}}");
        send(RECEPTION, "ConfirmMembership", "{'account': '" + account + "'}");
        commands.send(new AwardJoin(new MemberAccountId(account), "confirmed " + account), "PTS-2");
        return account;
    }

    private String send(Actor actor, String command, String body) {
        Outcome outcome = intake.accept(new CommandRequest(
                command, JsonMapper.shared().readTree(body.replace('\'', '"')), actor, actor.user(), null));
        assertThat(outcome).as(command).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).receipt().id();
    }

    /** Who let how many points of an account expire, each time. */
    private List<String> expired(String account) {
        return jdbc.sql("""
                        SELECT concat(convert_from(meta_data, 'UTF8')::jsonb ->> 'user', ' ',
                            convert_from(payload, 'UTF8')::jsonb ->> 'points')
                        FROM log.domain_event WHERE aggregate_identifier = ? AND payload_type = 'member.PointsExpired'
                        ORDER BY sequence_number""").param(account).query(String.class).list();
    }
}
