package io.kaipan.query.paging;

import io.kaipan.domain.shared.Actor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a list and the named parameters in them; all of them must hold. */
public final class Conditions {
    private final List<String> parts = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** Adds a condition without parameters. */
    public Conditions and(String condition) {
        parts.add("(" + condition + ")");
        return this;
    }

    /** Adds a condition with one parameter. */
    public Conditions and(String condition, String name, Object value) {
        return and(condition).with(name, value);
    }

    /** Adds a parameter that several conditions share. */
    public Conditions with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Asks for one of several values, unless none is given; for a single one so that an index can give the order too. */
    public Conditions anyOf(String column, String name, Collection<?> values) {
        return switch (values.size()) {
            case 0 -> this;
            case 1 -> and(column + " = :" + name, name, values.iterator().next().toString());
            default -> and(column + " = ANY(:" + name + ")", name, texts(values));
        };
    }

    /** Asks for one of several keys. A statement for a single one is not planned anew each time, one for an array is. */
    public Conditions among(String column, String name, Collection<?> keys) {
        return keys.size() == 1 ? anyOf(column, name, keys) : and(column + " = ANY(:" + name + ")", name, texts(keys));
    }

    /** Asks for an instant in a stretch of time, unless none is given. */
    public Conditions within(String column, String name, @Nullable TimeRange range) {
        if (range != null && range.gte() != null) {
            and(column + " >= :" + name + "From", name + "From", at(range.gte()));
        }
        if (range != null && range.lt() != null) {
            and(column + " < :" + name + "Before", name + "Before", at(range.lt()));
        }
        return this;
    }

    /** Asks for an owner, unless none is meant. @param actor whose records {@link OwnerFilter.Mine} means */
    public Conditions ownedBy(String column, @Nullable OwnerFilter owner, Actor actor) {
        return switch (owner) {
            case null -> this;
            case OwnerFilter.AnyOf some -> and(column + " = ANY(:owners)", "owners", texts(some.users()));
            case OwnerFilter.Mine mine -> and(column + " = :me", "me", actor.user());
            case OwnerFilter.Somebody somebody -> and(column + " IS NOT NULL");
            case OwnerFilter.Nobody nobody -> and(column + " IS NULL");
        };
    }

    public String sql() {
        return parts.isEmpty() ? "TRUE" : String.join(" AND ", parts);
    }

    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    /** Values as an array parameter. */
    public static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    /** An instant as a parameter. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
