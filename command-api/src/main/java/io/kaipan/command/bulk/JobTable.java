package io.kaipan.command.bulk;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code jobs.import_job} and {@code jobs.import_rejection}. */
@Component
final class JobTable {
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    JobTable(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
    }

    /** What a run of a job needs to know. */
    record Work(ImportJob job, Actor actor, Settled settled) {}

    /**
     * How far a job's rows are counted.
     *
     * @param row all rows up to this one are
     * @param logPosition the head of the log at that moment; -1 when it was empty
     */
    record Settled(int row, long logPosition) {}

    /** Notes a new job. */
    Work insert(ImportJob job, Actor actor) {
        long logPosition = jdbc.sql("""
                INSERT INTO jobs.import_job (id, kind, file_name, user_name, roles, projects, state, row_count,
                    log_position, started_at, heartbeat_at)
                SELECT :id, :kind, :fileName, :user, :roles, :projects, :state, :rows,
                    coalesce(max(global_index), -1), :at, :at
                FROM log.domain_event
                RETURNING log_position
                """)
                .param("id", job.id())
                .param("kind", job.kind())
                .param("fileName", job.fileName())
                .param("user", job.user())
                .param("roles", actor.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .param("projects", actor.projects().stream().sorted().toArray(String[]::new))
                .param("state", job.state().name())
                .param("rows", job.rows())
                .param("at", Timestamp.from(job.startedAt()))
                .query(Long.class)
                .single();
        return new Work(job, actor, new Settled(0, logPosition));
    }

    Optional<ImportJob> find(String id) {
        return jdbc.sql("SELECT * FROM jobs.import_job WHERE id = :id")
                .param("id", id)
                .query(JobTable::job)
                .optional();
    }

    List<ImportJob> findAll(Collection<String> ids) {
        return jdbc.sql("SELECT * FROM jobs.import_job WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(JobTable::job)
                .list();
    }

    Optional<Work> findRunning(String id) {
        return jdbc.sql("SELECT * FROM jobs.import_job WHERE id = :id AND state = 'RUNNING'")
                .param("id", id)
                .query(JobTable::work)
                .optional();
    }

    /** A page of jobs, latest first; of all users when {@code user} is null. */
    List<ImportJob> list(@Nullable String user, Page<String> page) {
        List<ImportJob> jobs = jdbc.sql("""
                SELECT * FROM jobs.import_job
                WHERE (:user::text IS NULL OR user_name = :user)
                  AND (:after::text IS NULL OR id < :after)
                  AND (:before::text IS NULL OR id > :before)
                ORDER BY id %s
                LIMIT :limit
                """.formatted(page.fromBack() ? "ASC" : "DESC"))
                .param("user", user)
                .param("after", page.after())
                .param("before", page.before())
                .param("limit", page.limit())
                .query(JobTable::job)
                .list();
        return page.fromBack() ? jobs.reversed() : jobs;
    }

    int count(@Nullable String user, int cap) {
        return jdbc.sql("""
                SELECT count(*) FROM (
                    SELECT FROM jobs.import_job WHERE :user::text IS NULL OR user_name = :user LIMIT :cap) AS capped
                """)
                .param("user", user)
                .param("cap", cap)
                .query(Integer.class)
                .single();
    }

    int countRunning(String user) {
        return jdbc.sql("SELECT count(*) FROM jobs.import_job WHERE user_name = :user AND state = 'RUNNING'")
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    /** A page of a job's rejected rows, in the order of the file. */
    List<ImportRejection> rejections(String job, Page<Integer> page) {
        List<ImportRejection> rejections = jdbc.sql("""
                SELECT row_number, line, column_name, code, rule, details::text AS details FROM jobs.import_rejection
                WHERE job = :job
                  AND (:after::int IS NULL OR row_number > :after)
                  AND (:before::int IS NULL OR row_number < :before)
                ORDER BY row_number %s
                LIMIT :limit
                """.formatted(page.fromBack() ? "DESC" : "ASC"))
                .param("job", job)
                .param("after", page.after())
                .param("before", page.before())
                .param("limit", page.limit())
                .query(this::rejection)
                .list();
        return page.fromBack() ? rejections.reversed() : rejections;
    }

    /** As above, of several jobs with one statement. @return by job; jobs without such rows are missing */
    Map<String, List<ImportRejection>> rejections(Collection<String> jobs, Page<Integer> page) {
        Map<String, List<ImportRejection>> byJob = new HashMap<>();
        jdbc.sql("""
                SELECT job.id AS job, rejection.* FROM unnest(:jobs::text[]) AS job (id) CROSS JOIN LATERAL (
                    SELECT row_number, line, column_name, code, rule, details::text AS details
                    FROM jobs.import_rejection
                    WHERE import_rejection.job = job.id
                      AND (:after::int IS NULL OR row_number > :after)
                      AND (:before::int IS NULL OR row_number < :before)
                    ORDER BY row_number %s
                    LIMIT :limit) AS rejection
                ORDER BY rejection.row_number
                """.formatted(page.fromBack() ? "DESC" : "ASC"))
                .param("jobs", jobs.toArray(String[]::new))
                .param("after", page.after())
                .param("before", page.before())
                .param("limit", page.limit())
                .query((row, number) -> byJob.computeIfAbsent(row.getString("job"), job -> new ArrayList<>())
                        .add(rejection(row, number)))
                .list();
        return byJob;
    }

    /**
     * Counts a further stretch of rows.
     *
     * @param before how far all was counted before
     * @param row the last row of the stretch
     * @return how far all is counted now; empty when somebody else has counted that stretch, or ended the job
     */
    Optional<Settled> settle(String id, Settled before, int row, RowCounts counts, Instant at) {
        return transaction.execute(status -> {
            Optional<Settled> settled = jdbc.sql("""
                    UPDATE jobs.import_job
                    SET settled_row = :row, done = done + :done, accepted = accepted + :accepted,
                        already_there = already_there + :alreadyThere, rejected = rejected + :rejected,
                        log_position = (SELECT coalesce(max(global_index), -1) FROM log.domain_event),
                        heartbeat_at = :at
                    WHERE id = :id AND state = 'RUNNING' AND settled_row = :before
                    RETURNING log_position
                    """)
                    .param("id", id)
                    .param("before", before.row())
                    .param("row", row)
                    .param("done", counts.done())
                    .param("accepted", counts.accepted())
                    .param("alreadyThere", counts.alreadyThere())
                    .param("rejected", counts.rejections().size())
                    .param("at", Timestamp.from(at))
                    .query(Long.class)
                    .optional()
                    .map(logPosition -> new Settled(row, logPosition));
            settled.ifPresent(now -> insert(id, counts.rejections()));
            return settled;
        });
    }

    /** How far a running job's rows are counted, if that is up to {@code row}. */
    Optional<Settled> findSettled(String id, int row) {
        return jdbc.sql("""
                        SELECT log_position FROM jobs.import_job
                        WHERE id = :id AND state = 'RUNNING' AND settled_row = :row
                        """)
                .param("id", id)
                .param("row", row)
                .query(Long.class)
                .optional()
                .map(logPosition -> new Settled(row, logPosition));
    }

    private void insert(String id, List<ImportRejection> rejections) {
        jdbc.sql("""
                INSERT INTO jobs.import_rejection (job, row_number, line, column_name, code, rule, details)
                SELECT :job, rejected.* FROM unnest(:rows::int[], :lines::bigint[], :columns::text[], :codes::text[],
                    :rules::text[], :details::jsonb[]) AS rejected
                """)
                .param("job", id)
                .param("rows", rejections.stream().map(ImportRejection::row).toArray(Integer[]::new))
                .param("lines", rejections.stream().map(ImportRejection::line).toArray(Long[]::new))
                .param(
                        "columns",
                        rejections.stream().map(ImportRejection::column).toArray(String[]::new))
                .param("codes", rejections.stream().map(ImportRejection::code).toArray(String[]::new))
                .param("rules", rejections.stream().map(ImportRejection::rule).toArray(String[]::new))
                .param(
                        "details",
                        rejections.stream()
                                .map(rejection -> json.writeValueAsString(rejection.details()))
                                .toArray(String[]::new))
                .update();
    }

    /** Ends a job, unless it has ended before. @param failure null means {@link ImportState#DONE} */
    void end(String id, @Nullable ImportFailure failure, Instant at) {
        jdbc.sql("""
                UPDATE jobs.import_job SET state = :state, failure = :failure, finished_at = :at
                WHERE id = :id AND state = 'RUNNING'
                """)
                .param("id", id)
                .param("state", (failure == null ? ImportState.DONE : ImportState.FAILED).name())
                .param("failure", failure == null ? null : failure.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Says that this node still has these jobs. */
    void heartbeat(Set<String> jobs, Instant at) {
        jdbc.sql("UPDATE jobs.import_job SET heartbeat_at = :at WHERE id = ANY (:jobs) AND state = 'RUNNING'")
                .param("jobs", jobs.toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Ends the jobs that no node has spoken up for since {@code limit}. */
    void endAbandoned(Instant limit, Instant at) {
        jdbc.sql("""
                UPDATE jobs.import_job SET state = 'FAILED', failure = :failure, finished_at = :at
                WHERE state = 'RUNNING' AND heartbeat_at < :limit
                """)
                .param("failure", ImportFailure.INTERRUPTED.name())
                .param("limit", Timestamp.from(limit))
                .param("at", Timestamp.from(at))
                .update();
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        String failure = row.getString("failure");
        Timestamp finishedAt = row.getTimestamp("finished_at");
        return new ImportJob(
                row.getString("id"),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("user_name"),
                ImportState.valueOf(row.getString("state")),
                failure == null ? null : ImportFailure.valueOf(failure),
                row.getInt("row_count"),
                row.getInt("done"),
                row.getInt("accepted"),
                row.getInt("already_there"),
                row.getInt("rejected"),
                row.getTimestamp("started_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private static Work work(ResultSet row, int number) throws SQLException {
        ImportJob job = job(row, number);
        Set<Role> roles = texts(row, "roles").map(Role::valueOf).collect(Collectors.toSet());
        Set<String> projects = texts(row, "projects").collect(Collectors.toSet());
        return new Work(
                job,
                new Actor(job.user(), roles, projects),
                new Settled(row.getInt("settled_row"), row.getLong("log_position")));
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }

    private ImportRejection rejection(ResultSet row, int number) throws SQLException {
        return new ImportRejection(
                row.getInt("row_number"),
                row.getLong("line"),
                row.getString("column_name"),
                row.getString("code"),
                row.getString("rule"),
                json.readValue(row.getString("details"), DETAILS));
    }
}
