package io.kaipan.query.recordhistory;

import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRefused;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRequested;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.recordhistory.FieldChange.Visibility;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a record's events and tells of each what it changed, by remembering the last value of every component. New
 * kinds of events need nothing here.
 */
final class HistoryFold {
    private final boolean seen;
    private final boolean forgotten;
    /** The texts of every component as they were last, by path. */
    private final Map<String, Map<String, @Nullable String>> last = new HashMap<>();

    private HistoryFold(boolean seen, boolean forgotten) {
        this.seen = seen;
        this.forgotten = forgotten;
    }

    /** The history of one record. @param seen whether the asker may see personal data */
    static List<HistoryEntry> entries(List<? extends DomainEventMessage<?>> events, boolean seen) {
        HistoryFold fold = new HistoryFold(seen, isForgotten(events));
        List<HistoryEntry> entries = new ArrayList<>();
        for (DomainEventMessage<?> event : events) {
            entries.add(fold.entry(event, (Record) event.getPayload()));
        }
        return entries;
    }

    /** Whether personal data that an event must have can't be read any more. */
    static boolean isForgotten(List<? extends DomainEventMessage<?>> events) {
        return events.stream().map(event -> (Record) event.getPayload()).anyMatch(event -> Arrays.stream(
                        event.getClass().getRecordComponents())
                .anyMatch(component ->
                        isPersonal(component) && isRequired(component) && Fields.value(component, event) == null));
    }

    private HistoryEntry entry(DomainEventMessage<?> message, Record event) {
        Instant occurredAt = null;
        String originalAuthor = null;
        String reason = null;
        List<FieldChange> changes = new ArrayList<>();
        RecordComponent[] components = event.getClass().getRecordComponents();
        // the first component names the record itself
        for (RecordComponent component : Arrays.asList(components).subList(1, components.length)) {
            Object value = Fields.value(component, event);
            switch (component.getName()) {
                case "occurredAt" -> occurredAt = (Instant) value;
                case "originalAuthor" -> originalAuthor = (String) value;
                case "reason" -> reason = reason(component, (String) value);
                case "previousStage", "previousOwner", "previousVisitor", "previous" -> {} // the change's own before
                default -> changes.addAll(changes(component, value, event));
            }
        }
        MetaData origin = message.getMetaData();
        return new HistoryEntry(
                message.getSequenceNumber(),
                message.getIdentifier(),
                event.getClass().getSimpleName(),
                message.getTimestamp(),
                occurredAt == null ? message.getTimestamp() : occurredAt,
                originalAuthor,
                Objects.toString(origin.get(Stamp.USER)),
                roles(origin),
                text(origin, "commandName"),
                text(origin, "commandId"),
                text(origin, "correlationId"),
                text(origin, "causationId"),
                reason,
                List.copyOf(changes));
    }

    private @Nullable String reason(RecordComponent component, @Nullable String value) {
        return switch (visibility(component)) {
            case OPEN -> value;
            case MASKED -> null;
            case ERASED -> isRequired(component) ? Masking.ERASED : null;
        };
    }

    private List<FieldChange> changes(RecordComponent component, @Nullable Object value, Record event) {
        Visibility visibility = visibility(component);
        String memory = memory(component, event);
        if (visibility == Visibility.ERASED) {
            return erased(component, memory);
        }
        SequencedMap<String, @Nullable String> now = Fields.of(component.getName(), value);
        Map<String, @Nullable String> known = last.put(memory, now);
        Map<String, @Nullable String> before = known == null || isNews(component, event) ? Map.of() : known;
        return Stream.concat(now.keySet().stream(), before.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(before.get(path), now.get(path)))
                .map(path -> visibility == Visibility.OPEN
                        ? new FieldChange(path, before.get(path), now.get(path), visibility)
                        : new FieldChange(path, null, null, visibility))
                .toList();
    }

    /** Whether it is no change of what the event before said: interactions, visitors, relatives and entries of
     * ledgers speak for themselves. */
    private static boolean isNews(RecordComponent component, Record event) {
        return speaksForItself(event) && !component.isAnnotationPresent(DataSubject.class);
    }

    private static boolean speaksForItself(Record event) {
        return switch (event) {
            case LeadInteractionLogged e -> true;
            case InteractionLogged e -> true;
            case InteractionStruck e -> true;
            case CoVisitorAdded e -> true;
            case QuestionnaireAnswered e -> true;
            case RelativeLinked e -> true;
            case RelativeLinkApproved e -> true;
            case RelativeLinkRefused e -> true;
            case RelativeRemoved e -> true;
            case LedgerEvent e -> true;
            case PointsAdjustmentRequested e -> true;
            case PointsAdjustmentRefused e -> true;
            case RegionalClearanceRecorded e -> true;
            case EntryQuestionnaireAnswered e -> true;
            default -> false;
        };
    }

    /** Under which name a component's value is remembered: each policy has its own version and first day, each use of relatives its own policy. */
    private static String memory(RecordComponent component, Record event) {
        if (event instanceof RelativePolicySet policy) {
            return policy.use() + "." + component.getName();
        }
        String name = component.getName();
        boolean ofItsOwn = name.equals("version") || name.equals("effectiveFrom") || isNews(component, event);
        return ofItsOwn ? event.getClass().getSimpleName() + "." + name : name;
    }

    /** What was written over can't be told; nor whether there was anything, where there need not be. */
    private List<FieldChange> erased(RecordComponent component, String memory) {
        if (!isRequired(component)) {
            return List.of();
        }
        boolean known = last.put(memory, Map.of()) != null;
        return List.of(
                new FieldChange(component.getName(), known ? Masking.ERASED : null, Masking.ERASED, Visibility.ERASED));
    }

    private Visibility visibility(RecordComponent component) {
        if (!isPersonal(component)) {
            return Visibility.OPEN;
        }
        return forgotten ? Visibility.ERASED : seen ? Visibility.OPEN : Visibility.MASKED;
    }

    private static boolean isPersonal(RecordComponent component) {
        return component.isAnnotationPresent(PersonalData.class);
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static List<String> roles(MetaData origin) {
        String roles = text(origin, Stamp.ROLES);
        return roles == null || roles.isEmpty() ? List.of() : List.of(roles.split(","));
    }

    private static @Nullable String text(MetaData origin, String key) {
        return Objects.toString(origin.get(key), null);
    }
}
