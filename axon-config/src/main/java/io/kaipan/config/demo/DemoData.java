package io.kaipan.config.demo;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.Actors;
import io.kaipan.command.account.FirstStart;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an installation with two projects, their people and some leads when {@code KAIPAN_DEMO=true}. Each line of
 * {@code demo/commands.jsonl} is a command with an idempotency key of its own, so that every start fills in what is not
 * there yet, once. Users get a first password beside it.
 */
@Component
@Order(FirstStart.ORDER + 1)
@ConditionalOnProperty(name = "kaipan.demo", havingValue = "true")
class DemoData implements ApplicationRunner {
    private static final String SCOPE = "demo";

    private final Intake intake;
    private final Accounts accounts;
    private final UserBook users;
    private final JsonMapper json;
    private final JdbcClient commandJdbc;

    DemoData(Intake intake, Accounts accounts, UserBook users, JsonMapper json, JdbcClient commandJdbc) {
        this.intake = intake;
        this.accounts = accounts;
        this.users = users;
        this.json = json;
        this.commandJdbc = commandJdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        Set<String> done = done();
        try (var lines = new BufferedReader(new InputStreamReader(
                new ClassPathResource("demo/commands.jsonl").getInputStream(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String key = SCOPE + "-" + number;
                if (!done.contains(key)) {
                    carryOut(json.readTree(line), key);
                }
            }
        }
    }

    /** Keys of what earlier starts have done; users have keys of their own, since each may still lack its password. */
    private Set<String> done() {
        return commandJdbc
                .sql("SELECT key FROM lookup.idempotency_key WHERE scope = ? AND refusals IS NULL")
                .param(SCOPE)
                .query(String.class)
                .set();
    }

    private void carryOut(JsonNode line, String key) {
        Actor actor = actor(line.get("as").asString());
        String command = line.get("command").asString();
        Outcome outcome = command.equals("RegisterUser")
                ? registerUser(actor, line.get("body"))
                : intake.accept(new CommandRequest(command, line.get("body"), actor, SCOPE, key));
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException(key + " " + command + " was refused: " + refused.refusals());
        }
    }

    private Outcome registerUser(Actor by, JsonNode user) {
        return accounts.create(
                by,
                new UserName(user.get("user").asString()),
                user.get("displayName").asString(),
                user.get("roles")
                        .valueStream()
                        .map(role -> Role.valueOf(role.asString()))
                        .toList(),
                user.get("projects")
                        .valueStream()
                        .map(code -> new ProjectCode(code.asString()))
                        .toList());
    }

    private Actor actor(String name) {
        return name.equals(SCOPE)
                ? Actors.SYSTEM
                : users.find(new UserName(name)).orElseThrow().actor();
    }
}
