package io.kaipan.command.bulk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A spreadsheet on its way in, or a finished one (LEA-7). {@code done} is always the sum of {@code accepted},
 * {@code alreadyThere} and {@code rejected}.
 *
 * @param id a TypeID with the prefix {@code import}
 * @param kind what is imported, for example {@code leads}
 * @param fileName as the sender called it
 * @param user the login name of who sent it
 * @param failure null unless {@link ImportState#FAILED}
 * @param rows how many rows the file has; blank ones don't count
 * @param done how many are dealt with
 * @param accepted how many were taken
 * @param alreadyThere how many changed nothing because the record was there, or the row was imported before
 * @param rejected how many were refused
 * @param finishedAt null while it runs
 */
public record ImportJob(
        String id,
        String kind,
        String fileName,
        String user,
        ImportState state,
        @Nullable ImportFailure failure,
        int rows,
        int done,
        int accepted,
        int alreadyThere,
        int rejected,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public static final String PREFIX = "import";
}
