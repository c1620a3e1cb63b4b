package io.kaipan.query.paging;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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
    /** A row and the place where it stands. @param place writes its cursor */
    public record Edge<T>(T node, Supplier<String> place) {
        public Edge(T node, String cursor) {
            this(node, () -> cursor);
        }

        /** Opaque, valid for this list in this order. */
        public String cursor() {
            return place.get();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Edge<?> edge && Objects.equals(node, edge.node) && cursor().equals(edge.cursor());
        }

        @Override
        public int hashCode() {
            return Objects.hash(node, cursor());
        }
    }

    public List<T> rows() {
        return edges.stream().map(Edge::node).toList();
    }
}
