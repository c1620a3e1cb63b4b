package io.kaipan.domain.opportunity;

import io.kaipan.domain.project.FollowUpDays;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is due when for an opportunity whose customer was reached last at an instant: calendar days in the project's time
 * zone (OPP-8, G-1), by the policy of the day (G-11).
 */
record FollowUpSchedule(ProjectTerms terms, Instant since) {
    /** Calendar days without contact. */
    int daysAt(Instant now) {
        return (int) ChronoUnit.DAYS.between(terms.dayOf(since), terms.dayOf(now));
    }

    /** What is due by the policy in force. */
    FollowUpState dueAt(Instant now) {
        return terms.followUpDays(now).stateAfter(daysAt(now));
    }

    /** When something graver than {@code given} may be due next, by the policy in force or one that is planned. */
    Optional<Instant> nextAfter(FollowUpState given, Instant now) {
        LocalDate today = terms.dayOf(now);
        Stream<LocalDate> days = Stream.concat(
                days(terms.followUpDays(now), given, today),
                terms.followUps().stream()
                        .filter(version -> version.effectiveFrom().isAfter(today))
                        .flatMap(version -> planned(version, given)));
        return days.filter(day -> day.isAfter(today))
                .min(LocalDate::compareTo)
                .map(day -> day.atStartOfDay(terms.timeZone()).toInstant());
    }

    private Stream<LocalDate> planned(PolicyVersion<FollowUpDays> version, FollowUpState given) {
        return version.entries().stream().flatMap(days -> days(days, given, version.effectiveFrom()));
    }

    private Stream<LocalDate> days(FollowUpDays policy, FollowUpState given, LocalDate from) {
        return Arrays.stream(FollowUpState.values())
                .filter(state -> state.compareTo(given) > 0)
                .map(state -> terms.dayOf(since).plusDays(policy.daysUntil(state)))
                .map(day -> day.isBefore(from) ? from : day);
    }
}
