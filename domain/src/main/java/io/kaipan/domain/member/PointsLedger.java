package io.kaipan.domain.member;

import io.kaipan.domain.project.ProjectCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What commands must know of an account's entries, so that the account itself needs not hold them and stays as quick with
 * ten thousand as with ten: which causes gave something, and what is left of it. Reads and writes take part in the
 * command's transaction.
 */
public interface PointsLedger {
    /** What an entry was made for, besides the kinds of award. */
    String REDEMPTION = "REDEMPTION";

    String ADJUSTMENT = "ADJUSTMENT";

    /**
     * An entry that names a cause: an award, a redemption, an adjustment.
     *
     * @param kind a {@link PointsKind}'s name, {@link #REDEMPTION} or {@link #ADJUSTMENT}
     * @param points given, or taken when negative
     * @param left how many of those given are there to be used
     * @param expired how many of those given have expired
     * @param expiresAt from when on what is left counts no more; null means never
     * @param voidedFor the cause for which it was voided; null while it stands
     */
    record Entry(
            int number,
            String kind,
            String cause,
            ProjectCode project,
            LocalDate day,
            int points,
            int left,
            int expired,
            @Nullable Instant expiresAt,
            @Nullable String voidedFor) {
        /** A new one, of which nothing has expired and which stands. */
        static Entry of(
                int number,
                String kind,
                String cause,
                ProjectCode project,
                LocalDate day,
                int points,
                int left,
                @Nullable Instant expiresAt) {
            return new Entry(number, kind, cause, project, day, points, left, 0, expiresAt, null);
        }

        boolean isAward() {
            return !kind.equals(REDEMPTION) && !kind.equals(ADJUSTMENT);
        }
    }

    /**
     * Enters what a cause gives or takes, unless the account has that kind for that cause (PTS-5), or has had a
     * {@link PointsKind#VIEWING} in the project on that day (PTS-3).
     *
     * @return whether it did
     */
    boolean enter(MemberAccountId account, Entry entry);

    /** The entry of that number, if it is one that names a cause. */
    Optional<Entry> find(MemberAccountId account, int number);

    /** The entry of that kind for that cause. */
    Optional<Entry> find(MemberAccountId account, String kind, String cause);

    /** The oldest entries of which something is left, in order, as many as together have so many points left, or all. */
    List<Entry> oldest(MemberAccountId account, long points);

    /** The entries of which something is left that counts no more by now, oldest first. */
    List<Entry> due(MemberAccountId account, Instant now);

    /** Takes away from what is left of earlier entries. */
    void use(MemberAccountId account, List<PointsUse> uses);

    /** Takes away from what is left of earlier entries because it has expired. */
    void expire(MemberAccountId account, List<PointsUse> uses);

    /** Notes that an award was voided. */
    void markVoided(MemberAccountId account, int number, String cause);
}
