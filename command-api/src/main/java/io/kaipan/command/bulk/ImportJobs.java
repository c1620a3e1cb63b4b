package io.kaipan.command.bulk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.kaipan.command.intake.AccessRefused;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/** Imports of spreadsheets: begin one, see how far it is (LEA-7). */
@Service
public class ImportJobs {
    private static final Set<Role> SEE_ALL = Set.of(Role.SALES_MANAGER, Role.ADMIN, Role.AUDITOR);
    private static final int MOST_OF_ONE_USER = 10;
    private static final int LONGEST_NAME = 200;

    private final JobTable table;
    private final Spool spool;
    private final ImportRunner runner;
    private final ImportProgress progress;
    private final Clock clock;
    private final Map<String, Sheet> sheets;
    private final TimeBasedEpochGenerator uuids = Generators.timeBasedEpochGenerator();

    ImportJobs(
            JobTable table,
            Spool spool,
            ImportRunner runner,
            ImportProgress progress,
            Clock clock,
            List<Sheet> sheets) {
        this.table = table;
        this.spool = spool;
        this.runner = runner;
        this.progress = progress;
        this.clock = clock;
        this.sheets = sheets.stream().collect(Collectors.toMap(Sheet::kind, Function.identity()));
    }

    /**
     * Refuses an actor who may not import that kind of sheet.
     *
     * @throws AccessRefused when the actor may not send the command that a row becomes (G-7)
     * @throws ImportRefused {@link ImportRule#IMPORT_KIND_UNKNOWN}; {@link ImportRule#IMPORTS_TOO_MANY} when the actor
     *     has too many under way
     */
    public void requireMayStart(String kind, Actor actor) {
        if (!actor.isAny(sheet(kind).sentBy())) {
            throw new AccessRefused("import " + kind);
        }
        if (table.countRunning(actor.user()) >= MOST_OF_ONE_USER) {
            throw new ImportRefused(ImportRule.IMPORTS_TOO_MANY, "most", MOST_OF_ONE_USER);
        }
    }

    /**
     * Checks an uploaded file as a whole and lines it up. Nothing of it is imported when this throws.
     *
     * @param kind for example {@code leads}
     * @return the job, with the number of its rows
     * @throws AccessRefused as {@link #requireMayStart} does
     * @throws ImportRefused as {@link #requireMayStart} does, or when the file can't be imported
     */
    public ImportJob start(String kind, Actor actor, MultipartFile upload) throws IOException {
        requireMayStart(kind, actor);
        String id = TypeId.of(ImportJob.PREFIX, uuids.generate());
        try {
            Path file = spool.keep(id, upload);
            JobTable.Work work = table.insert(begun(id, kind, upload, actor, countRows(file, sheet(kind))), actor);
            runner.lineUp(work);
            return work.job();
        } catch (IOException | RuntimeException e) {
            spool.remove(id);
            throw e;
        }
    }

    private ImportJob begun(String id, String kind, MultipartFile upload, Actor actor, int rows) {
        Instant now = clock.instant();
        String fileName = fileName(upload.getOriginalFilename());
        return new ImportJob(id, kind, fileName, actor.user(), ImportState.RUNNING, null, rows, 0, 0, 0, 0, now, null);
    }

    private static String fileName(@Nullable String sent) {
        String name = sent == null ? "" : sent.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static int countRows(Path file, Sheet sheet) throws IOException {
        int rows = 0;
        try (SheetReader reader = SheetReader.open(file)) {
            SheetHeader.of(reader.header(), sheet.columns());
            SheetRow row;
            while ((row = reader.next()) != null) {
                rows += row.isBlank() ? 0 : 1;
            }
        }
        return rows;
    }

    /** The job of that id, unless it is somebody else's (its user, SALES_MANAGER, ADMIN and AUDITOR see it). */
    public Optional<ImportJob> find(String id, Actor actor) {
        return table.find(id).filter(job -> actor.isAny(SEE_ALL) || actor.user().equals(job.user()));
    }

    /** As {@link #find(String, Actor)}, several at once; those that the actor does not see are missing. */
    public Map<String, ImportJob> find(Collection<String> ids, Actor actor) {
        return table.findAll(ids).stream()
                .filter(job -> actor.isAny(SEE_ALL) || actor.user().equals(job.user()))
                .collect(Collectors.toMap(ImportJob::id, Function.identity()));
    }

    /** The jobs that the actor sees, latest first; a page's keys are job ids. */
    public List<ImportJob> list(Actor actor, Page<String> page) {
        return table.list(onlyOf(actor), page);
    }

    /** How many jobs the actor sees, counted up to {@code cap}. */
    public int count(Actor actor, int cap) {
        return table.count(onlyOf(actor), cap);
    }

    private static @Nullable String onlyOf(Actor actor) {
        return actor.isAny(SEE_ALL) ? null : actor.user();
    }

    /** Rejected rows of a job that the caller has found, in the order of the file; a page's keys are row numbers. */
    public List<ImportRejection> rejections(ImportJob job, Page<Integer> page) {
        return table.rejections(job.id(), page);
    }

    /** As above, of several jobs that the caller has found. @return by job id; jobs without such rows are missing */
    public Map<String, List<ImportRejection>> rejections(Collection<String> jobs, Page<Integer> page) {
        return table.rejections(jobs, page);
    }

    /**
     * Tells how a job that the caller has found goes on: at once as it stands, then about once a second when it has
     * changed, last when it has ended. Works on every node, whichever has the job.
     *
     * @param listener called by one thread, not to be held up
     * @return ends the telling
     */
    public Runnable watch(ImportJob job, Consumer<ImportJob> listener) {
        return progress.watch(job, listener);
    }

    private Sheet sheet(String kind) {
        Sheet sheet = sheets.get(kind);
        if (sheet == null) {
            throw new ImportRefused(ImportRule.IMPORT_KIND_UNKNOWN);
        }
        return sheet;
    }
}
