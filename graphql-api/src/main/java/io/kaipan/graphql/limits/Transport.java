package io.kaipan.graphql.limits;

import graphql.language.OperationDefinition.Operation;
import java.util.Set;

/** The ways in, and which operations come over each. */
public enum Transport {
    /** HTTP GET: nothing that changes anything. */
    GET(Set.of(Operation.QUERY), "GET is for queries"),
    /** HTTP POST. */
    POST(
            Set.of(Operation.QUERY, Operation.MUTATION),
            "Live updates come over WebSocket, or with Accept: text/event-stream"),
    /** Server-sent events. */
    SSE(Set.of(Operation.SUBSCRIPTION), "Server-sent events are for live updates"),
    /** WebSocket. */
    SOCKET(Set.of(Operation.values()), "");

    private final Set<Operation> operations;
    private final String refusal;

    Transport(Set<Operation> operations, String refusal) {
        this.operations = operations;
        this.refusal = refusal;
    }

    public boolean carries(Operation operation) {
        return operations.contains(operation);
    }

    String refusal() {
        return refusal;
    }
}
