package io.kaipan.command.intake;

import io.kaipan.command.intake.Shape.Choice;
import io.kaipan.command.intake.Shape.Day;
import io.kaipan.command.intake.Shape.Decimal;
import io.kaipan.command.intake.Shape.Many;
import io.kaipan.command.intake.Shape.Moment;
import io.kaipan.command.intake.Shape.Part;
import io.kaipan.command.intake.Shape.Parts;
import io.kaipan.command.intake.Shape.Truth;
import io.kaipan.command.intake.Shape.Value;
import io.kaipan.command.intake.Shape.Whole;
import io.kaipan.command.intake.Shape.Words;
import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.RuleViolation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a command from JSON and reports all faults of its form at once, each with its path. It serves every way in:
 * HTTP bodies, GraphQL variables, rows of a spreadsheet.
 */
final class CommandReader {
    static final String IDEMPOTENCY_KEY = "idempotencyKey";
    static final String EXPECTED_VERSION = "expectedVersion";

    private static final int LONGEST_KEY = 200;
    private static final int MOST_FAULTS = 100;
    private static final int LONGEST_FIELD_NAME = 60;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    /** Times and days outside of these are slips of the pen. */
    private static final Instant FIRST_MOMENT = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST_MOMENT = Instant.parse("2200-01-01T00:00:00Z");

    private final NewIds ids;

    CommandReader(NewIds ids) {
        this.ids = ids;
    }

    sealed interface Reading {
        /** The command, and what was said beside it. */
        record Read(
                Record command,
                @Nullable Long expectedVersion,
                @Nullable String idempotencyKey) implements Reading {}

        record Faulty(List<Refusal> faults) implements Reading {}
    }

    Reading read(CommandType type, JsonNode body) {
        List<Refusal> faults = new ArrayList<>();
        if (!body.isObject()) {
            report(faults, IntakeRule.BODY_MALFORMED, null, Map.of());
            return new Reading.Faulty(faults);
        }
        Set<String> beside = new HashSet<>(Set.of(IDEMPOTENCY_KEY));
        Long expectedVersion = null;
        if (!type.makesTarget()) {
            beside.add(EXPECTED_VERSION);
            expectedVersion = version(body.get(EXPECTED_VERSION), faults);
        }
        String idempotencyKey = key(body.get(IDEMPOTENCY_KEY), faults);
        Object command = object(type.shape(), body, "", beside, faults);
        return faults.isEmpty()
                ? new Reading.Read((Record) Objects.requireNonNull(command), expectedVersion, idempotencyKey)
                : new Reading.Faulty(List.copyOf(faults));
    }

    private static @Nullable Long version(@Nullable JsonNode node, List<Refusal> faults) {
        if (isAbsent(node)) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        if (node.isString() && node.stringValue().matches("[0-9]{1,18}")) {
            return Long.valueOf(node.stringValue());
        }
        report(faults, IntakeRule.VALUE_INVALID, EXPECTED_VERSION, expected("a whole number from 0 on"));
        return null;
    }

    private static @Nullable String key(@Nullable JsonNode node, List<Refusal> faults) {
        if (isAbsent(node)) {
            return null;
        }
        if (node.isString() && isKey(node.stringValue())) {
            return node.stringValue();
        }
        report(faults, IntakeRule.IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY, Map.of());
        return null;
    }

    /** Whether a text can be an idempotency key. */
    static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_KEY
                && text.chars().allMatch(letter -> letter >= '!' && letter <= '~');
    }

    /** The record, or null when there are faults in it. */
    private @Nullable Object object(Parts shape, JsonNode node, String path, Set<String> beside, List<Refusal> faults) {
        if (!node.isObject()) {
            return invalid(faults, path, "an object");
        }
        int before = faults.size();
        Set<String> unknown = new HashSet<>(node.propertyNames());
        unknown.removeAll(beside);
        @Nullable Object[] components = new Object[shape.parts().size()];
        for (int i = 0; i < components.length; i++) {
            Part part = shape.parts().get(i);
            unknown.remove(part.name());
            components[i] = part(part, node.get(part.name()), child(path, part.name()), faults);
        }
        unknown.stream()
                .sorted()
                .forEach(name -> report(faults, IntakeRule.UNKNOWN_FIELD, child(path, shown(name)), Map.of()));
        return faults.size() > before ? null : guarded(faults, path, () -> shape.make(components));
    }

    private @Nullable Object part(Part part, @Nullable JsonNode node, String path, List<Refusal> faults) {
        if (isAbsent(node)
                || (isText(part.shape())
                        && node.isString()
                        && Texts.strip(node.stringValue()).isEmpty())) {
            if (part.newId() != null) {
                return ((Value) part.shape()).parse(ids.next(part.newId()));
            }
            if (!part.optional()) {
                report(faults, IntakeRule.REQUIRED_FIELD_MISSING, path, Map.of());
            }
            return null;
        }
        return value(part.shape(), node, path, faults);
    }

    private @Nullable Object value(Shape shape, JsonNode node, String path, List<Refusal> faults) {
        return switch (shape) {
            case Words words -> text(node, words.max(), words.severalLines(), path, faults);
            case Value value -> {
                String text = text(node, value.max(), false, path, faults);
                yield text == null ? null : guarded(faults, path, () -> value.parse(text));
            }
            case Choice choice ->
                Arrays.stream(choice.type().getEnumConstants())
                        .filter(constant -> node.isString() && constant.name().equals(node.stringValue()))
                        .findFirst()
                        .<Object>map(constant -> constant)
                        .orElseGet(() -> invalid(faults, path, String.join(" | ", choice.names())));
            case Whole whole ->
                node.isIntegralNumber() && node.canConvertToInt()
                        ? (Object) node.intValue()
                        : invalid(faults, path, "a whole number");
            case Decimal decimal -> decimal(node, path, faults);
            case Truth truth -> node.isBoolean() ? (Object) node.booleanValue() : invalid(faults, path, "true | false");
            case Moment moment -> moment(node, path, faults);
            case Day day -> day(node, path, faults);
            case Many many -> list(many, node, path, faults);
            case Parts parts -> object(parts, node, path, Set.of(), faults);
        };
    }

    private static @Nullable String text(
            JsonNode node, int max, boolean severalLines, String path, List<Refusal> faults) {
        if (!node.isString()) {
            invalid(faults, path, "a text");
            return null;
        }
        String text = Texts.strip(node.stringValue());
        if (text.codePointCount(0, text.length()) > max) {
            report(faults, IntakeRule.TEXT_TOO_LONG, path, Map.of("max", String.valueOf(max)));
            return null;
        }
        if (!Texts.isSound(text, severalLines)) {
            report(faults, IntakeRule.TEXT_INVALID, path, Map.of());
            return null;
        }
        return text;
    }

    private static @Nullable Object decimal(JsonNode node, String path, List<Refusal> faults) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isString()
                        && DECIMAL.matcher(Texts.strip(node.stringValue())).matches()
                ? (Object) new BigDecimal(Texts.strip(node.stringValue()))
                : invalid(faults, path, "1200000.00");
    }

    private static @Nullable Object moment(JsonNode node, String path, List<Refusal> faults) {
        try {
            if (node.isString()) {
                Instant instant =
                        OffsetDateTime.parse(Texts.strip(node.stringValue())).toInstant();
                if (isOnTheCalendar(instant)) {
                    return instant;
                }
            }
        } catch (DateTimeException e) {
            // reported below, like any other value that is none
        }
        return invalid(faults, path, "2026-11-21T09:30:00+08:00");
    }

    private static @Nullable Object day(JsonNode node, String path, List<Refusal> faults) {
        try {
            if (node.isString()) {
                LocalDate day = LocalDate.parse(Texts.strip(node.stringValue()));
                if (isOnTheCalendar(day.atStartOfDay().toInstant(ZoneOffset.UTC))) {
                    return day;
                }
            }
        } catch (DateTimeException e) {
            // reported below, like any other value that is none
        }
        return invalid(faults, path, "2026-11-21");
    }

    private static boolean isOnTheCalendar(Instant instant) {
        return !instant.isBefore(FIRST_MOMENT) && instant.isBefore(LAST_MOMENT);
    }

    private @Nullable Object list(Many many, JsonNode node, String path, List<Refusal> faults) {
        if (!node.isArray()) {
            return invalid(faults, path, "a list");
        }
        if (node.size() > Many.MOST) {
            return report(faults, IntakeRule.LIST_TOO_LONG, path, Map.of("max", String.valueOf(Many.MOST)));
        }
        int before = faults.size();
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Part entry = new Part(path + "[" + i + "]", many.element(), false, null);
            Object value = part(entry, node.get(i), entry.name(), faults);
            if (value != null) {
                entries.add(value);
            }
        }
        return faults.size() > before ? null : List.copyOf(entries);
    }

    private interface Making {
        Object make();
    }

    private static @Nullable Object guarded(List<Refusal> faults, String path, Making making) {
        try {
            return making.make();
        } catch (RuleViolation refused) {
            String field = refused.field() == null ? path : child(path, refused.field());
            return report(faults, refused.rule(), field, refused.details());
        }
    }

    private static @Nullable Object invalid(List<Refusal> faults, String path, String form) {
        return report(faults, IntakeRule.VALUE_INVALID, path, expected(form));
    }

    private static @Nullable Object report(
            List<Refusal> faults, Rule rule, @Nullable String path, Map<String, String> details) {
        if (faults.size() < MOST_FAULTS) {
            String field = path == null || path.isEmpty() ? null : path;
            faults.add(new Refusal(rule.name(), rule.ruleId(), field, null, details));
        }
        return null;
    }

    private static Map<String, String> expected(String form) {
        return Map.of("expected", form);
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }

    private static boolean isText(Shape shape) {
        return !(shape instanceof Many || shape instanceof Parts);
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(String name) {
        return name.codePoints()
                .limit(LONGEST_FIELD_NAME)
                .map(letter -> Texts.isSound(letter, false) ? letter : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
