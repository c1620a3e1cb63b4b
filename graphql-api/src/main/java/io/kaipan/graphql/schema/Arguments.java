package io.kaipan.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a field, or the members of an input object among them. The schema has seen to their types; what it
 * can't say is checked here.
 *
 * @param values by name, absent where the caller gave none
 */
public record Arguments(Map<String, ?> values) {
    private static final int DEFAULT_PAGE_SIZE = 50;

    /** The arguments of the field that is being fetched. */
    public static Arguments of(DataFetchingEnvironment environment) {
        return new Arguments(environment.getArguments());
    }

    /** An input object among the arguments; without members when it is absent. */
    public Arguments object(String name) {
        Map<String, ?> object = get(name);
        return new Arguments(object == null ? Map.of() : object);
    }

    /** A value as the schema's scalars have read it; null when absent. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(String name) {
        return (T) values.get(name);
    }

    /** A text made into something narrower; null when absent. */
    public <T> @Nullable T get(String name, Function<String, T> read) {
        String text = get(name);
        return text == null ? null : read.apply(text);
    }

    /** Whether an {@code orderBy} asks for the greatest or latest first, as it does unless it says otherwise. */
    public boolean isDescending() {
        return !"ASC".equals(get("direction"));
    }

    /** The value of an enum. @param otherwise when it is absent */
    public <E extends Enum<E>> E get(String name, Class<E> type, E otherwise) {
        String value = get(name);
        return value == null ? otherwise : Enum.valueOf(type, value);
    }

    /**
     * The members of {@code {eq: …}} or {@code {in: […]}}; none when everything is wanted.
     *
     * @throws io.kaipan.graphql.errors.ApiException INVALID_ARGUMENT when both are given
     */
    public <T> Set<T> anyOf(String name, Function<String, T> read) {
        return object(name).eqOrIn(name, read);
    }

    private <T> Set<T> eqOrIn(String name, Function<String, T> read) {
        String one = get("eq");
        Collection<String> some = get("in");
        refuseIf(one != null && some != null, name + ": give eq or in, not both");
        return (one != null ? Set.of(one) : some == null ? Set.<String>of() : new TreeSet<>(some))
                .stream().map(read).collect(Collectors.toSet());
    }

    /** Whose records are wanted; null when anybody's are. */
    public @Nullable OwnerFilter owner() {
        Arguments owner = object("owner");
        Set<UserName> named = owner.eqOrIn("owner", UserName::new);
        Boolean nobody = owner.get("isNull");
        boolean mine = Boolean.TRUE.equals(owner.get("mine"));
        int given = (named.isEmpty() ? 0 : 1) + (nobody == null ? 0 : 1) + (mine ? 1 : 0);
        refuseIf(given > 1, "owner: give one of eq, in, isNull and mine");
        if (mine) {
            return new OwnerFilter.Mine();
        }
        if (nobody != null) {
            return nobody ? new OwnerFilter.Nobody() : new OwnerFilter.Somebody();
        }
        return named.isEmpty() ? null : new OwnerFilter.AnyOf(named);
    }

    /** A stretch of time; null when it is absent. */
    public @Nullable TimeRange time(String name) {
        Arguments range = object(name);
        Instant gte = range.get("gte");
        Instant lt = range.get("lt");
        return gte == null && lt == null ? null : new TimeRange(gte, lt);
    }

    /** Which part of a connection is wanted. @throws io.kaipan.query.paging.PageRefused when that makes no sense */
    public PageRequest page() {
        return PageRequest.of(get("first"), get("after"), get("last"), get("before"), DEFAULT_PAGE_SIZE);
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw ApiError.INVALID_ARGUMENT.exception(message);
        }
    }
}
