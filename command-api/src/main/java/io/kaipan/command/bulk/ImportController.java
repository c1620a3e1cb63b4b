package io.kaipan.command.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kaipan.command.account.Actors;
import io.kaipan.command.http.Problems;
import io.kaipan.command.intake.RefusalMessages;
import io.kaipan.domain.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** Imports over HTTP: send a file, ask how far it is, fetch the rejected rows (LEA-7). */
@RestController
@RequestMapping("/api/imports/{kind}")
class ImportController {
    /** Most rejections in one answer; the report as CSV holds all. */
    static final int MOST_REJECTIONS = 10_000;

    private static final int PAGE = 1_000;

    private final ImportJobs imports;
    private final Problems problems;
    private final RefusalMessages messages;
    private final ImportSettings settings;

    ImportController(ImportJobs imports, Problems problems, RefusalMessages messages, ImportSettings settings) {
        this.imports = imports;
        this.problems = problems;
        this.messages = messages;
        this.settings = settings;
    }

    /**
     * How far an import is.
     *
     * @param rejections in the order of the file, at most {@value #MOST_REJECTIONS}
     * @param failure why it broke off; left out unless FAILED
     */
    record Report(
            ImportState state,
            int rows,
            int done,
            int accepted,
            int alreadyThere,
            int rejected,
            List<Rejected> rejections,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ImportFailure failure) {
        static Report of(ImportJob job, List<ImportRejection> rejections) {
            return new Report(
                    job.state(),
                    job.rows(),
                    job.done(),
                    job.accepted(),
                    job.alreadyThere(),
                    job.rejected(),
                    rejections.stream()
                            .map(each -> new Rejected(each.row(), each.column(), each.code()))
                            .toList(),
                    job.failure());
        }
    }

    /** A rejected row. @param column the header as written; null when the row as a whole is at fault */
    record Rejected(int row, @Nullable String column, String code) {}

    @PostMapping
    ResponseEntity<Report> start(@PathVariable String kind, @Nullable Authentication user, HttpServletRequest request)
            throws IOException {
        Actor actor = Actors.of(user);
        imports.requireMayStart(kind, actor);
        ImportJob job = imports.start(kind, actor, file(request));
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + kind + "/" + job.id()))
                .body(Report.of(job, List.of()));
    }

    private static MultipartFile file(HttpServletRequest request) {
        MultipartHttpServletRequest form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        MultipartFile file = form == null ? null : form.getFile("file");
        if (file == null) {
            throw new ImportRefused(ImportRule.FILE_MISSING);
        }
        return file;
    }

    @GetMapping("/{id}")
    Report report(@PathVariable String kind, @PathVariable String id, @Nullable Authentication user) {
        ImportJob job = job(kind, id, user);
        // rejections are only ever added behind the ones there: so many belong to the job as it was read
        int known = Math.min(job.rejected(), MOST_REJECTIONS);
        return Report.of(job, imports.rejections(job, Page.first(known)));
    }

    /** All rejected rows as CSV, for a spreadsheet program. */
    @GetMapping("/{id}/rejections")
    void rejections(
            @PathVariable String kind,
            @PathVariable String id,
            @Nullable Authentication user,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        ImportJob job = job(kind, id, user);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".csv\"");
        try (SafeCsv csv = new SafeCsv(response.getOutputStream())) {
            csv.record("row", "line", "column", "code", "rule", "reason");
            List<ImportRejection> page = imports.rejections(job, Page.first(PAGE));
            while (!page.isEmpty()) {
                page.forEach(rejection -> csv.record(cells(rejection, locale)));
                page = imports.rejections(job, new Page<>(page.getLast().row(), null, false, PAGE));
            }
        }
    }

    private String[] cells(ImportRejection rejection, Locale locale) {
        return new String[] {
            Integer.toString(rejection.row()),
            Long.toString(rejection.line()),
            rejection.column() == null ? "" : rejection.column(),
            rejection.code(),
            rejection.rule(),
            messages.sentence(rejection.asRefusal(), locale)
        };
    }

    private ImportJob job(String kind, String id, @Nullable Authentication user) {
        return imports.find(id, Actors.of(user))
                .filter(job -> job.kind().equals(kind))
                .orElseThrow(() -> new ImportRefused(ImportRule.IMPORT_UNKNOWN));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ImportRefused refused, Locale locale) {
        HttpStatus status =
                status(ImportRule.valueOf(refused.refusals().getFirst().code()));
        ProblemDetail problem = problems.of(refused.refusals(), locale);
        problem.setStatus(status);
        return ResponseEntity.status(status).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e, Locale locale) {
        return refused(
                new ImportRefused(
                        ImportRule.FILE_TOO_LARGE, "most", settings.maxSize().toMegabytes() + " MB"),
                locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenOff(MultipartException e, Locale locale, HttpServletRequest request) {
        ResponseEntity<ProblemDetail> answer = refused(new ImportRefused(ImportRule.UPLOAD_INCOMPLETE), locale);
        // the web server has ended the response itself when the line broke; what it then asks for is this
        request.setAttribute(Problems.ANSWER, answer.getBody());
        return answer;
    }

    private static HttpStatus status(ImportRule rule) {
        return switch (rule) {
            case IMPORT_KIND_UNKNOWN, IMPORT_UNKNOWN -> HttpStatus.NOT_FOUND;
            case IMPORTS_TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case FILE_MISSING, FILE_EMPTY, UPLOAD_INCOMPLETE -> HttpStatus.BAD_REQUEST;
            case FILE_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case ENCODING_UNKNOWN,
                    CSV_MALFORMED,
                    HEADER_UNKNOWN,
                    HEADER_MISSING,
                    HEADER_REPEATED,
                    CELL_WITHOUT_HEADER -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
