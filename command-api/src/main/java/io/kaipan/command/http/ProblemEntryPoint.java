package io.kaipan.command.http;

import io.kaipan.command.account.TooManySignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers with problem details where the security filters turn a request away: 401 for strangers, 429 after too many failed
 * sign-ins, 403 for those who may not, 503 when the store can't tell. It asks for no password: a browser would otherwise open its own window.
 */
@Component
public class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Problems problems;

    ProblemEntryPoint(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        Fault fault =
                switch (e) {
                    case TooManySignIns tooMany -> {
                        retryAfter(tooMany.retryAfter(), response);
                        yield Fault.RATE_LIMITED;
                    }
                    case AuthenticationServiceException unavailable -> {
                        retryAfter(Problems.RETRY_AFTER, response);
                        yield Fault.UNAVAILABLE;
                    }
                    default -> Fault.UNAUTHENTICATED;
                };
        problems.write(problems.of(fault, problems.locale(request)), response);
    }

    private static void retryAfter(Duration wait, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        problems.write(problems.of(Fault.FORBIDDEN, problems.locale(request)), response);
    }
}
