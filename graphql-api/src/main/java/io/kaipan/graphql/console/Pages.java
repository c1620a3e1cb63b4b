package io.kaipan.graphql.console;

import io.kaipan.command.account.Actors;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** The pages themselves. */
@Controller
@EnableConfigurationProperties(ConsoleSettings.class)
class Pages {
    private final ConsoleSettings settings;

    Pages(ConsoleSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Locale locale, CsrfToken csrf, Model model) {
        speak(locale, model);
        model.addAttribute("csrf", csrf);
        model.addAttribute("failed", request.getParameter("failed") != null);
        model.addAttribute("unavailable", request.getParameter("unavailable") != null);
        model.addAttribute("signedOut", request.getParameter("signed-out") != null);
        return "console/sign-in";
    }

    @GetMapping("/")
    String start(Authentication signedIn, Locale locale, CsrfToken csrf, Model model) {
        Actor actor = Actors.of(signedIn);
        speak(locale, model);
        model.addAttribute("csrf", csrf);
        model.addAttribute("user", actor.user());
        model.addAttribute(
                "roles", actor.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", ")));
        model.addAttribute("projects", actor.projects().stream().sorted().collect(Collectors.joining(", ")));
        model.addAttribute("hasGraphiql", settings.graphiql());
        model.addAttribute("isAdmin", actor.is(Role.ADMIN));
        return "console/start";
    }

    @GetMapping("/graphiql")
    String graphiql(HttpServletResponse response, Model model) {
        if (!settings.graphiql()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        response.setHeader("Content-Security-Policy", ContentPolicy.GRAPHIQL);
        model.addAttribute("graphiql", WebJar.path("graphiql"));
        model.addAttribute("react", WebJar.path("react"));
        model.addAttribute("reactDom", WebJar.path("react-dom"));
        model.addAttribute("graphqlWs", WebJar.path("graphql-ws"));
        return "console/graphiql";
    }

    private static void speak(Locale locale, Model model) {
        model.addAttribute("language", Words.language(locale));
        model.addAttribute("words", Words.in(locale));
    }
}
