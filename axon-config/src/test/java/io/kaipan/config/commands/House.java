package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.Actors;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A project and the people who work in it, unlike those of any other test. */
final class House {
    static final String PASSWORD = "a password for tests";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    final String project;
    final Actor consultant;
    final Actor colleague;
    final String admin;

    private final Intake intake;

    /** Opens the project and lets people in. */
    House(Intake intake, Accounts accounts) {
        this.intake = intake;
        String number = String.valueOf(COUNTER.incrementAndGet());
        this.project = "HOUSE-" + number;
        Outcome.Accepted opened = (Outcome.Accepted) send(Actors.SYSTEM, "OpenProject", """
                {"project": "%s", "name": "万科城", "city": "深圳"}""".formatted(project), null);
        assertThat(opened.receipt().version()).isZero();
        accept("SetAwarenessChannelPolicy", """
                {"project": "%s", "channels": [{"code": "网络"}]}""".formatted(project));
        accept("SetFollowUpLevelPolicy", """
                {"project": "%s", "levels": [{"code": "A"}]}""".formatted(project));
        this.consultant = person(accounts, "consultant-" + number, Role.CONSULTANT);
        this.colleague = person(accounts, "colleague-" + number, Role.CONSULTANT);
        this.admin = person(accounts, "admin-" + number, Role.ADMIN).user();
    }

    private Actor person(Accounts accounts, String name, Role role) {
        UserName user = new UserName(name);
        assertThat(accounts.create(Actors.SYSTEM, user, name, List.of(role), List.of(new ProjectCode(project))))
                .isInstanceOf(Outcome.Accepted.class);
        accounts.setPassword(Actors.SYSTEM, user, PASSWORD);
        return new Actor(name, Set.of(role), Set.of(project));
    }

    private void accept(String command, String body) {
        assertThat(send(Actors.SYSTEM, command, body, null)).isInstanceOf(Outcome.Accepted.class);
    }

    Outcome send(Actor actor, String command, String body, @Nullable String key) {
        return intake.accept(new CommandRequest(command, JsonMapper.shared().readTree(body), actor, actor.user(), key));
    }

    /** The body of a registration, by landline, which no sample sheet has. */
    String lead(int phone) {
        return """
                {"topic": "三室", "project": "%s", "awarenessChannel": "网络", "followUpLevel": "A",
                 "customer": {"name": "王芳", "phone": "0755-%08d"}}""".formatted(project, 83_000_000 + phone);
    }

    Receipt register(int phone) {
        return ((Outcome.Accepted) send(consultant, "RegisterLead", lead(phone), null)).receipt();
    }

    static String edit(String lead, String topic) {
        return """
                {"lead": "%s", "topic": "%s", "awarenessChannel": "网络", "followUpLevel": "A"}""".formatted(lead, topic);
    }
}
