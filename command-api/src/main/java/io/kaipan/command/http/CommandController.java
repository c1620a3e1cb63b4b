package io.kaipan.command.http;

import io.kaipan.command.account.Actors;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.domain.shared.Actor;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Every command by its name, with its components as JSON. {@link CommandApi} describes them one by one. */
@RestController
class CommandController {
    static final String PATH = "/api/commands/";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Intake intake;

    CommandController(Intake intake) {
        this.intake = intake;
    }

    @Hidden
    @PostMapping(
            path = PATH + "{name}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Receipt send(
            @PathVariable String name,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @Nullable Authentication authentication,
            HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        Actor actor = Actors.of(authentication);
        CommandRequest command =
                new CommandRequest(name, CommandBody.read(request), actor, actor.user(), unquoted(key));
        return switch (intake.accept(command)) {
            case Outcome.Accepted accepted -> accepted.receipt();
            case Outcome.Refused refused -> throw new RequestRefused(refused);
        };
    }

    /** The header's proposed standard puts the key in quotation marks. */
    private static @Nullable String unquoted(@Nullable String key) {
        return key != null && key.length() > 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }
}
