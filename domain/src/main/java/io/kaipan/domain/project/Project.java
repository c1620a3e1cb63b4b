package io.kaipan.domain.project;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectCommand.OpenProject;
import io.kaipan.domain.project.ProjectCommand.SetAwarenessChannelPolicy;
import io.kaipan.domain.project.ProjectCommand.SetCloseReasonPolicy;
import io.kaipan.domain.project.ProjectCommand.SetClubPolicy;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpLevelPolicy;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpPolicy;
import io.kaipan.domain.project.ProjectCommand.SetRelativePolicy;
import io.kaipan.domain.project.ProjectCommand.SetStagePolicy;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.ClubPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A property project: open or closed to new business, with its policies (PRJ-1, PRJ-3, G-11). */
@LoggedAs(value = "project.Project", revision = 2)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Project {
    private static final String DEFAULT_TIME_ZONE = "Asia/Shanghai";

    @AggregateIdentifier
    private ProjectId id;

    private ProjectCode code;
    private String name;
    private String city;
    private ZoneId timeZone;
    private boolean closed;
    private List<PolicyVersion<Stage>> stages = List.of();
    private List<PolicyVersion<CodedEntry>> levels = List.of();
    private List<PolicyVersion<CodedEntry>> channels = List.of();
    private List<PolicyVersion<CodedEntry>> reasons = List.of();
    private Map<RelativeUse, List<PolicyVersion<Relation>>> relatives = Map.of();
    private List<PolicyVersion<FollowUpDays>> followUps = List.of();
    private List<PolicyVersion<ClubPolicy>> club = List.of();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenProject open, ProjectBook book) {
        ProjectRule.PROJECT_CODE_INVALID.refuseIf(!open.project().isWellFormed(), "project");
        ProjectRule.PROJECT_CODE_TAKEN.refuseIf(book.find(open.project()).isPresent(), "project");
        String zone = open.timeZone() == null ? DEFAULT_TIME_ZONE : open.timeZone();
        ProjectRule.TIME_ZONE_UNKNOWN.refuseIf(!ZoneId.getAvailableZoneIds().contains(zone), "timeZone");
        record(new ProjectOpened(open.project(), open.name(), open.city(), open.region(), zone), book);
    }

    @CommandHandler
    void decide(SetStagePolicy set, Stamp stamp, ProjectBook book) {
        for (int i = 0; i < set.stages().size(); i++) {
            int probability = set.stages().get(i).winProbability();
            ProjectRule.PROBABILITY_OUT_OF_RANGE.refuseIf(
                    probability < 0 || probability > 100, "stages[" + i + "].winProbability");
        }
        next(stages, "stages", set.stages(), set.effectiveFrom(), stamp)
                .map(next -> new StagePolicySet(code, next.version(), next.effectiveFrom(), next.entries()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(SetFollowUpLevelPolicy set, Stamp stamp, ProjectBook book) {
        next(levels, "levels", set.levels(), set.effectiveFrom(), stamp)
                .map(next -> new FollowUpLevelPolicySet(code, next.version(), next.effectiveFrom(), next.entries()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(SetAwarenessChannelPolicy set, Stamp stamp, ProjectBook book) {
        next(channels, "channels", set.channels(), set.effectiveFrom(), stamp)
                .map(next -> new AwarenessChannelPolicySet(code, next.version(), next.effectiveFrom(), next.entries()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(SetCloseReasonPolicy set, Stamp stamp, ProjectBook book) {
        next(reasons, "reasons", set.reasons(), set.effectiveFrom(), stamp)
                .map(next -> new CloseReasonPolicySet(code, next.version(), next.effectiveFrom(), next.entries()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(SetRelativePolicy set, Stamp stamp, ProjectBook book) {
        requireBound(stamp.actor());
        List<Relation> relations = set.relations().stream().distinct().sorted().toList();
        nextVersion(relatives.getOrDefault(set.use(), List.of()), relations, set.effectiveFrom(), stamp)
                .map(next ->
                        new RelativePolicySet(code, set.use(), next.version(), next.effectiveFrom(), next.entries()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(SetFollowUpPolicy set, Stamp stamp, ProjectBook book, WaitingOpportunities waiting) {
        requireBound(stamp.actor());
        FollowUpDays days = new FollowUpDays(set.remindOnDay(), set.managerOnDay(), set.overdueAfterDay());
        ProjectRule.FOLLOW_UP_DAYS_DISORDERED.refuseIf(!days.isSound());
        nextVersion(followUps, List.of(days), set.effectiveFrom(), stamp).ifPresent(next -> {
            record(
                    new FollowUpPolicySet(
                            code,
                            next.version(),
                            next.effectiveFrom(),
                            days.remindOn(),
                            days.managerOn(),
                            days.overdueAfter()),
                    book);
            waiting.lookAtAll(code);
        });
    }

    @CommandHandler
    void decide(SetClubPolicy set, Stamp stamp, ProjectBook book) {
        requireBound(stamp.actor());
        ClubPolicy policy = set.policy();
        ProjectRule.CLUB_AMOUNTS_UNSOUND.refuseIf(!policy.hasSoundAmounts());
        ProjectRule.CLUB_LEVELS_DISORDERED.refuseIf(!policy.hasSoundLevels());
        ProjectRule.CARD_FORMAT_INVALID.refuseIf(!policy.hasSoundCards());
        nextVersion(club, List.of(policy), set.effectiveFrom(), stamp)
                .map(next -> new ClubPolicySet(
                        code,
                        next.version(),
                        next.effectiveFrom(),
                        policy.joinPoints(),
                        policy.referralJoinPoints(),
                        policy.viewingPoints(),
                        policy.yuanPerPoint(),
                        policy.referralPurchasePercent(),
                        policy.monthsValid(),
                        policy.silverSubscriptions(),
                        policy.silverPoints(),
                        policy.goldSubscriptions(),
                        policy.goldPoints(),
                        policy.cardPrefix(),
                        policy.cardDigits()))
                .ifPresent(event -> record(event, book));
    }

    @CommandHandler
    void decide(CloseProject close, Stamp stamp, ProjectBook book) {
        requireBound(stamp.actor());
        if (!closed) {
            record(new ProjectClosed(code, close.reason()), book);
        }
    }

    /** The version of a policy that a list makes, or none when it says what is in force or planned already (G-11). */
    private <T extends PolicyEntry> Optional<PolicyVersion<T>> next(
            List<PolicyVersion<T>> policy, String field, List<T> entries, @Nullable LocalDate from, Stamp stamp) {
        requireBound(stamp.actor());
        requireSoundCodes(policy, field, entries);
        return nextVersion(policy, entries, from, stamp);
    }

    private <T> Optional<PolicyVersion<T>> nextVersion(
            List<PolicyVersion<T>> policy, List<T> entries, @Nullable LocalDate from, Stamp stamp) {
        LocalDate today = LocalDate.ofInstant(stamp.at(), timeZone);
        LocalDate effectiveFrom = from == null ? today : from;
        boolean nothingNew = !policy.isEmpty()
                && policy.getLast().entries().equals(entries)
                && !policy.getLast().effectiveFrom().isAfter(effectiveFrom);
        if (nothingNew) {
            return Optional.empty();
        }
        ProjectRule.EFFECTIVE_DATE_PAST.refuseIf(effectiveFrom.isBefore(today), "effectiveFrom");
        return Optional.of(new PolicyVersion<>(policy.size() + 1, effectiveFrom, entries));
    }

    private static <T extends PolicyEntry> void requireSoundCodes(
            List<PolicyVersion<T>> policy, String field, List<T> entries) {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String code = entries.get(i).code();
            if (!codes.add(code)) {
                throw ProjectRule.POLICY_CODE_REPEATED
                        .violation()
                        .at(field + "[" + i + "].code")
                        .with("code", code);
            }
        }
        ProjectRule.POLICY_EMPTY.refuseIf(entries.stream().allMatch(PolicyEntry::retired), field);
        Set<String> missing = policy.stream()
                .flatMap(version -> version.entries().stream())
                .map(PolicyEntry::code)
                .filter(code -> !codes.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw ProjectRule.POLICY_CODE_MISSING.violation().at(field).with("codes", String.join(", ", missing));
        }
    }

    private void requireBound(Actor actor) {
        SharedRule.NOT_YOURS.refuseIf(!actor.isBoundTo(code.value()));
    }

    private void record(ProjectEvent event, ProjectBook book) {
        apply(event);
        book.save(new ProjectTerms(
                code, name, city, timeZone, closed, stages, levels, channels, reasons, relatives, followUps, club));
    }

    @EventSourcingHandler
    void evolve(ProjectEvent event) {
        switch (event) {
            case ProjectOpened e -> {
                id = e.project().id();
                code = e.project();
                name = e.name();
                city = e.city();
                timeZone = ZoneId.of(e.timeZone());
            }
            case StagePolicySet e ->
                stages = plus(stages, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.stages()));
            case FollowUpLevelPolicySet e ->
                levels = plus(levels, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.levels()));
            case AwarenessChannelPolicySet e ->
                channels = plus(channels, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.channels()));
            case CloseReasonPolicySet e ->
                reasons = plus(reasons, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.reasons()));
            case RelativePolicySet e -> {
                Map<RelativeUse, List<PolicyVersion<Relation>>> next = new EnumMap<>(RelativeUse.class);
                next.putAll(relatives);
                next.put(
                        e.use(),
                        plus(
                                relatives.getOrDefault(e.use(), List.of()),
                                new PolicyVersion<>(e.version(), e.effectiveFrom(), e.relations())));
                relatives = next;
            }
            case FollowUpPolicySet e ->
                followUps = plus(
                        followUps,
                        new PolicyVersion<>(
                                e.version(),
                                e.effectiveFrom(),
                                List.of(new FollowUpDays(e.remindOnDay(), e.managerOnDay(), e.overdueAfterDay()))));
            case ClubPolicySet e ->
                club = plus(club, new PolicyVersion<>(e.version(), e.effectiveFrom(), List.of(e.policy())));
            case ProjectClosed e -> closed = true;
        }
    }

    private static <T> List<T> plus(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private Project() {}
}
