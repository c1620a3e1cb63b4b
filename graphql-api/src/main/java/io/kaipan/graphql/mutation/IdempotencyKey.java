package io.kaipan.graphql.mutation;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header of a request (G-3). A key in a mutation's input wins over it. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private static final String PLACE = IdempotencyKey.class.getName();

    /** The key to note in a request's context. */
    public static String place() {
        return PLACE;
    }

    static @Nullable String of(GraphQLContext context) {
        String header = context.get(PLACE);
        return header == null ? null : unquoted(header);
    }

    /** The header's proposed standard puts the key in quotation marks. */
    private static String unquoted(String header) {
        return header.length() > 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
    }

    private IdempotencyKey() {}
}
