package io.kaipan.benchmarks;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.MetaData;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Members' ledgers, and awards to them as policies give them. */
final class Ledgers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ProjectCode PROJECT = new ProjectCode("JYLW");
    private static final Actor CLERK = new Actor("reception", Set.of(Role.RECEPTION), Set.of(PROJECT.value()));
    private static final Actor RULE = new Actor("PTS-2", Set.of(), Set.of());

    private final Intake intake;
    private final CommandBus bus;
    private final Cache cache;

    Ledgers(ApplicationContext kaipan) {
        this.intake = kaipan.getBean(Intake.class);
        this.bus = kaipan.getBean(CommandBus.class);
        this.cache = kaipan.getBean(Cache.class);
    }

    /** The account of a new member with that many awards. */
    String made(int entries) {
        String account = send(
                "ApplyForMembership", """
                {"project": "JYLW", "customer": {"name": "会员", "phone": "0755-%08d"}}""".formatted(ThreadLocalRandom.current().nextInt(20_000_000, 89_999_999)));
        send("AnswerEntryQuestionnaire", """
                {"account": "%s", "questionnaire": "ENTRY", "version": 1,
                 "answers": [{"code": "source", "choices": ["NET"]}]}""".formatted(account));
        send("ConfirmMembership", "{\"account\": \"%s\"}".formatted(account));
        for (int entry = 0; entry < entries; entry++) {
            award(account);
        }
        return account;
    }

    /** One award after the other, to one account after the other. @param cold whether none is kept in memory */
    Sample awards(JsonNode with, boolean cold) throws Exception {
        List<String> accounts =
                with.get("accounts").valueStream().map(JsonNode::asString).toList();
        AtomicInteger turn = new AtomicInteger();
        return ClosedLoop.run(1, with.get("millis").asInt(), caller -> () -> {
            String account = accounts.get(turn.getAndIncrement() % accounts.size());
            if (cold) {
                cache.remove(account);
            }
            award(account);
        });
    }

    private void award(String account) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        Instant now = Instant.now();
        bus.dispatch(
                new GenericCommandMessage<>(
                        new AwardReferralJoin(
                                new MemberAccountId(account),
                                PROJECT,
                                UUID.randomUUID().toString(),
                                now),
                        MetaData.from(new Stamp(RULE, now, null).toMetaData())),
                answer);
        if (answer.getResult().isExceptional()) {
            throw new IllegalStateException(answer.getResult().exceptionResult());
        }
    }

    private String send(String command, String body) {
        CommandRequest request = new CommandRequest(command, JSON.readTree(body), CLERK, CLERK.user(), null);
        return switch (intake.accept(request)) {
            case Outcome.Accepted accepted -> accepted.receipt().id();
            case Outcome.Refused refused -> throw new IllegalStateException(command + ": " + refused.refusals());
        };
    }
}
