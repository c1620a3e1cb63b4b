package io.kaipan.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, always in the list's own order, whichever direction it was asked for in.
 *
 * @param hasNext whether rows follow; asked backward with a cursor: true
 * @param hasPrevious whether rows stand before; asked forward with a cursor: true
 * @param startCursor the first edge's cursor; null when there are no edges
 * @param endCursor where to go on from; null when nothing was found
 */
public record Page<T>(
        List<Edge<T>> edges,
        boolean hasNext,
        boolean hasPrevious,
        @Nullable String startCursor,
        @Nullable String endCursor) {
    /** A row and the place where it stands. @param cursor opaque, valid for this list in this order */
    public record Edge<T>(T node, String cursor) {}

    public List<T> rows() {
        return edges.stream().map(Edge::node).toList();
    }
}
