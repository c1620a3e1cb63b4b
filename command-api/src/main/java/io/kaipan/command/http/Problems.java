package io.kaipan.command.http;

import io.kaipan.command.intake.Correlation;
import io.kaipan.command.intake.IntakeRule;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.RefusalMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem details (RFC 9457) for all that goes wrong: status, a stable {@code code}, one sentence in the caller's language,
 * the {@code correlationId} under which our log has more, and the {@code refusals} of a refused command.
 */
@Component
public class Problems {
    /** Request attribute: the problem to answer with when the web server ends the request by itself. */
    public static final String ANSWER = Problems.class.getName();

    /** When to try again after the store was out of reach. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final String FAULTS = "io.kaipan.command.http.faults";

    private final RefusalMessages messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Problems(RefusalMessages messages, LocaleResolver locales, JsonMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** The problem of a request that failed as a whole. */
    public ProblemDetail of(Fault fault, Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh-CN" : "en";
        String sentence = ResourceBundle.getBundle(FAULTS, Locale.forLanguageTag(language), NO_OTHER_LANGUAGE)
                .getString(fault.name());
        return problem(fault.status(), fault.name(), sentence);
    }

    /** The problem of a refused command, with all refusals (G-6). */
    public ProblemDetail of(List<Refusal> refusals, Locale locale) {
        Refusal first = refusals.getFirst();
        ProblemDetail problem = problem(status(first.code()), first.code(), messages.sentence(first, locale));
        problem.setProperty(
                "refusals",
                refusals.stream().map(refusal -> entry(refusal, locale)).toList());
        return problem;
    }

    /** Writes a problem where no controller answers, as in a filter. */
    public void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** The caller's language, where no controller answers. */
    public Locale locale(HttpServletRequest request) {
        return locales.resolveLocale(request);
    }

    private static ProblemDetail problem(HttpStatus status, String code, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        problem.setProperty("correlationId", Correlation.id());
        return problem;
    }

    private Map<String, Object> entry(Refusal refusal, Locale locale) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", refusal.code());
        entry.put("rule", refusal.ruleId());
        entry.put("message", messages.sentence(refusal, locale));
        if (refusal.field() != null) {
            entry.put("field", refusal.field());
        }
        if (refusal.currentVersion() != null) {
            entry.put("currentVersion", refusal.currentVersion());
        }
        return entry;
    }

    private static HttpStatus status(String code) {
        if (code.equals(IntakeRule.STALE_VERSION.name()) || code.equals(IntakeRule.IDEMPOTENCY_KEY_REUSED.name())) {
            return HttpStatus.CONFLICT;
        } else if (code.equals(IntakeRule.NOT_FOUND.name()) || code.equals(IntakeRule.COMMAND_UNKNOWN.name())) {
            return HttpStatus.NOT_FOUND;
        } else if (code.equals(IntakeRule.BODY_MALFORMED.name())) {
            return HttpStatus.BAD_REQUEST;
        }
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
