package io.kaipan.graphql.schema;

import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as the schema's connections show it.
 *
 * @param count asked only when {@code totalCount} is
 */
public record Connection<T>(Page<T> page, Supplier<CappedCount> count) {
    /** A page of a list that the schema counts. */
    public static <T> Connection<T> of(Page<T> page, Supplier<CappedCount> count) {
        return new Connection<>(page, count);
    }

    /** A page of a list that the schema does not count. */
    public static <T> Connection<T> of(Page<T> page) {
        return new Connection<>(page, () -> {
            throw new IllegalStateException("This list is not counted");
        });
    }

    public List<Page.Edge<T>> edges() {
        return page.edges();
    }

    public List<T> nodes() {
        return page.rows();
    }

    public PageInfo pageInfo() {
        return new PageInfo(page.hasNext(), page.hasPrevious(), page.startCursor(), page.endCursor());
    }

    public CappedCount totalCount() {
        return count.get();
    }

    /** Where a page stands in its list. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}
}
