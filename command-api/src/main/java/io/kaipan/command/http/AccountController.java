package io.kaipan.command.http;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.Actors;
import io.kaipan.command.intake.IntakeRule;
import io.kaipan.command.intake.Refusals;
import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.user.UserName;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Passwords of local accounts: one's own, and for administrators anybody's (G-7). A new one ends all earlier sign-ins. */
@Hidden
@RestController
class AccountController {
    static final String OWN_PASSWORD = "/api/account/password";
    static final String PASSWORD_OF = "/api/accounts/{user}/password";

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PostMapping(path = OWN_PASSWORD, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@Nullable Authentication authentication, HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        JsonNode body = body(request, Set.of("currentPassword", "newPassword"));
        accounts.changePassword(Actors.of(authentication), text(body, "currentPassword"), text(body, "newPassword"));
    }

    @PostMapping(path = PASSWORD_OF, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable UserName user, @Nullable Authentication authentication, HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        JsonNode body = body(request, Set.of("password"));
        accounts.setPassword(Actors.of(authentication), user, text(body, "password"));
    }

    private static JsonNode body(HttpServletRequest request, Set<String> members)
            throws IOException, HttpMediaTypeNotSupportedException {
        JsonNode body = CommandBody.read(request);
        for (String name : body.propertyNames()) {
            refuseIf(!members.contains(name), name, IntakeRule.UNKNOWN_FIELD);
        }
        return body;
    }

    /** Passwords are taken as they are, blanks and all. */
    private static String text(JsonNode body, String name) {
        String text = body.path(name).isString() ? body.get(name).stringValue() : "";
        refuseIf(text.isEmpty(), name, IntakeRule.REQUIRED_FIELD_MISSING);
        return text;
    }

    private static void refuseIf(boolean faulty, String field, Rule rule) {
        if (faulty) {
            throw new RequestRefused(Refusals.at(field, rule));
        }
    }
}
