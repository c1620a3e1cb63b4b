package io.kaipan.command.timer;

import io.kaipan.command.policy.SentByRule;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand.ExpirePoints;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A round through the accounts with points whose day has come (PTS-7). One that fails is looked at in the next round. */
@Component
final class ExpiryRound implements Round {
    private static final int PORTION = 200;
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryRound.class);

    private final JdbcClient jdbc;
    private final SentByRule commands;
    private final Clock clock;

    ExpiryRound(JdbcClient jdbc, SentByRule commands, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "points-expiry-round";
    }

    @Override
    public void run(BooleanSupplier stopped) {
        Instant now = clock.instant();
        String last = "";
        List<MemberAccountId> due;
        do {
            due = dueAfter(last, now);
            for (MemberAccountId account : due) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                expire(account);
                last = account.value();
            }
        } while (!due.isEmpty());
    }

    private List<MemberAccountId> dueAfter(String last, Instant now) {
        return jdbc
                .sql("""
                SELECT DISTINCT account_id FROM lookup.points_entry JOIN lookup.member_account USING (account_id)
                WHERE open AND remaining > 0 AND expires_at <= ? AND account_id > ?
                ORDER BY account_id LIMIT %d""".formatted(PORTION))
                .params(now.atOffset(ZoneOffset.UTC), last)
                .query(String.class)
                .list()
                .stream()
                .map(MemberAccountId::new)
                .toList();
    }

    private void expire(MemberAccountId account) {
        try {
            commands.send(new ExpirePoints(account), "PTS-7");
        } catch (RuntimeException e) {
            LOG.warn("Points of {} could not expire; trying again in the next round", account, e);
        }
    }
}
