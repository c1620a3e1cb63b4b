package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Requests over HTTP as sections send them: by a manager, who sees everything unmasked. */
final class HttpLoad {
    private static final String USER = "manager";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One request. */
    interface Request {
        void send(HttpConnection http) throws IOException;
    }

    /** A turn of requests, one after the other on each of several connections. */
    static Turn turn(HouseProcess house, int connections, int millis, Request request) {
        return () -> ClosedLoop.run(connections, millis, number -> new ClosedLoop.Caller() {
            private final HttpConnection http = connection(house);

            @Override
            public void call() throws IOException {
                request.send(http);
            }

            @Override
            public void close() throws IOException {
                http.close();
            }
        });
    }

    static HttpConnection connection(HouseProcess house) throws IOException {
        return new HttpConnection(house.facts().port(), USER, HouseProcess.PASSWORD);
    }

    /** A question to GraphQL as a request's body. */
    static String body(String query, Map<String, ?> variables) {
        return JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    }

    /** Asks GraphQL. @throws IOException also when the answer has errors */
    static String graphQl(HttpConnection http, String body) throws IOException {
        String answer = http.post("/graphql", "", body);
        if (answer.contains("\"errors\"")) {
            throw new IOException(answer);
        }
        return answer;
    }

    private HttpLoad() {}
}
