package io.kaipan.command.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the web server ends by itself, for example a request that breaks off, is answered with problem details too. */
@Hidden
@RestController
class ServerErrors implements ErrorController {
    private final Problems problems;

    ServerErrors(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, Locale locale) {
        ProblemDetail problem = request.getAttribute(Problems.ANSWER) instanceof ProblemDetail known
                ? known
                : problems.of(Fault.of(status(request)), locale);
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    private static HttpStatusCode status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? HttpStatusCode.valueOf(status)
                : Fault.ADDRESS_UNKNOWN.status();
    }
}
