package io.kaipan.domain.shared;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    static final String AT = "at";
    /** Metadata key: the version of the record the sender had seen; absent when they did not say. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /** The stamp as metadata of a command. */
    public Map<String, String> toMetaData() {
        Map<String, String> data = new TreeMap<>();
        data.put(USER, actor.user());
        data.put(ROLES, actor.roles().stream().sorted().map(Role::name).collect(Collectors.joining(",")));
        data.put(PROJECTS, actor.projects().stream().sorted().collect(Collectors.joining(",")));
        data.put(AT, at.toString());
        if (expectedVersion != null) {
            data.put(EXPECTED_VERSION, expectedVersion.toString());
        }
        return data;
    }

    /** Reads back what {@link #toMetaData()} wrote. */
    public static Stamp from(Map<String, ?> data) {
        Set<Role> roles = parts(data, ROLES).stream().map(Role::valueOf).collect(Collectors.toSet());
        Actor actor = new Actor((String) data.get(USER), roles, parts(data, PROJECTS));
        Object expected = data.get(EXPECTED_VERSION);
        return new Stamp(
                actor, Instant.parse((String) data.get(AT)), expected == null ? null : Long.valueOf((String) expected));
    }

    private static Set<String> parts(Map<String, ?> data, String key) {
        return Arrays.stream(((String) data.get(key)).split(","))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toSet());
    }
}
