package io.kaipan.graphql.schema;

import io.kaipan.graphql.errors.ApiError;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads that show at least what a caller has written. */
@Component
public class Views {
    /** How long anybody waits for a view at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ViewPositions positions;

    Views(ViewPositions positions) {
        this.positions = positions;
    }

    /**
     * Waits until views show what the caller asks for with {@code atLeast}.
     *
     * @throws io.kaipan.graphql.errors.ApiException VIEW_BEHIND when it does not in time
     */
    public void awaitAsked(Arguments arguments, String... asked) {
        Long position = arguments.get("atLeast");
        if (position != null && !hasReached(List.of(asked), position)) {
            throw ApiError.VIEW_BEHIND.exception("The view has not reached position " + position + " yet; ask again");
        }
    }

    /** Waits, at most 2 seconds, for views to show everything up to a position. @return whether all do */
    public boolean hasReached(Collection<String> views, @Nullable Long position) {
        return position == null || positions.await(views, position, PATIENCE);
    }
}
