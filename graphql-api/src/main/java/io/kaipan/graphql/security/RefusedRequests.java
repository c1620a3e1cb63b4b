package io.kaipan.graphql.security;

import io.kaipan.command.http.Fault;
import io.kaipan.command.http.Problems;
import io.kaipan.command.intake.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests that get no further than the door: problem details, and at the GraphQL endpoint its own errors. */
@Component
class RefusedRequests {
    private final Problems problems;
    private final JsonMapper json;

    RefusedRequests(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault) throws IOException {
        ProblemDetail problem = problems.of(fault, problems.locale(request));
        if (!request.getRequestURI().startsWith(request.getContextPath() + "/graphql")) {
            problems.write(problem, response);
            return;
        }
        response.setStatus(fault.status().value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(
                response.getOutputStream(),
                Map.of(
                        "errors",
                        List.of(Map.of(
                                "message", Objects.requireNonNull(problem.getDetail()),
                                "extensions", Map.of("code", fault.name(), "correlationId", Correlation.id())))));
    }

    /** As {@link #refuse}, and says when to try again. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault, Duration wait)
            throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        refuse(request, response, fault);
    }
}
