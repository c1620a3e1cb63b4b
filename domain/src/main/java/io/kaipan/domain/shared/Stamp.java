package io.kaipan.domain.shared;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the intake stamps on every command: who, when, and which version the sender had seen. Command handlers take it
 * as a parameter next to the command; {@link StampResolver} reads it from the message's metadata, where it travels as
 * plain strings so that any transport keeps it.
 *
 * @param at the instant of acceptance, by the intake's clock (G-1)
 * @param expectedVersion the version of the record the sender had before them, null when they did not say
 */
public record Stamp(Actor actor, Instant at, @Nullable Long expectedVersion) {
    /** Metadata key: the actor's login name. Stands on every event too (G-4). */
    public static final String USER = "user";
    /** Metadata key: the actor's roles, comma-separated. Stands on every event too (G-4). */
    public static final String ROLES = "roles";

    static final String PROJECTS = "projects";
    /** Metadata key: seconds since 1970 in UTC, and nanoseconds behind a point: commands don't outlive their transport. */
    static final String AT = "at";

    /** Metadata key: the version of the record the sender had seen; absent when they did not say. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /** The stamp as metadata of a command. */
    public Map<String, String> toMetaData() {
        Map<String, String> data = new HashMap<>();
        data.put(USER, actor.user());
        data.put(ROLES, rolesInOrder());
        data.put(PROJECTS, String.join(",", new TreeSet<>(actor.projects())));
        data.put(AT, at.getEpochSecond() + "." + at.getNano());
        if (expectedVersion != null) {
            data.put(EXPECTED_VERSION, expectedVersion.toString());
        }
        return data;
    }

    private String rolesInOrder() {
        StringJoiner names = new StringJoiner(",");
        for (Role role : Role.values()) {
            if (actor.is(role)) {
                names.add(role.name());
            }
        }
        return names.toString();
    }

    /** Reads back what {@link #toMetaData()} wrote. */
    public static Stamp from(Map<String, ?> data) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : parts(data, ROLES)) {
            roles.add(Role.valueOf(role));
        }
        Actor actor = new Actor((String) data.get(USER), roles, Set.of(parts(data, PROJECTS)));
        Object expected = data.get(EXPECTED_VERSION);
        return new Stamp(actor, instant(data), expected == null ? null : Long.valueOf((String) expected));
    }

    /** The {@link #at} of what {@link #toMetaData()} wrote. */
    public static Instant instant(Map<String, ?> data) {
        String at = (String) data.get(AT);
        int point = at.indexOf('.');
        return Instant.ofEpochSecond(Long.parseLong(at, 0, point, 10), Long.parseLong(at, point + 1, at.length(), 10));
    }

    private static String[] parts(Map<String, ?> data, String key) {
        String joined = (String) data.get(key);
        return joined.isEmpty() ? new String[0] : joined.split(",");
    }
}
