package io.kaipan.graphql.history;

import graphql.schema.DataFetchingEnvironment;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.recordhistory.HistoryEntry;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The {@code history} of a record, whichever type it has. */
public final class Histories {
    /** The page asked for. @return null when the record is not for the caller */
    public static @Nullable Connection<HistoryEntry> connection(
            DataFetchingEnvironment environment, BiFunction<PageRequest, Actor, Optional<Page<HistoryEntry>>> history) {
        return history.apply(Arguments.of(environment).page(), Identity.of(environment.getGraphQlContext()))
                .map(Connection::of)
                .orElse(null);
    }

    private Histories() {}
}
