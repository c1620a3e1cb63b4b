package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atLeast;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** (b) GraphQL over HTTP on the large installation, against plain JSON and against the same SQL by pgbench. */
final class ReadSection {
    private static final int CONNECTIONS = 32;
    private static final int PLACES = 2_000;
    private static final String OWNER = "zhang.min";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String GRAPHQL = "graphql";
    private static final String PLAIN = "plain";
    private static final String PGBENCH = "pgbench";
    private static final List<String> COLUMNS = List.of(
            "read",
            "/s",
            "of plain JSON",
            "of pgbench",
            "CPU of plain JSON",
            "p50 ms",
            "p99 ms",
            "CPU µs",
            "server",
            "PostgreSQL",
            "plain /s",
            "plain CPU µs",
            "pgbench /s",
            "pgbench PostgreSQL µs");

    private static final String FIELDS = """
            id version state topic awarenessChannel followUpLevel description
            customer { id name phone } owner { userName displayName } occurredAt registeredAt lastContactAt""";
    private static final String RECORD = "query Lead($id: ID!) { lead(id: $id) { " + FIELDS + " } }";
    private static final String PAGE = """
            query Leads($after: String!) {
              leads(first: 50, after: $after, orderBy: {field: REGISTERED_AT, direction: ASC}) {
                nodes { %s } pageInfo { hasNextPage }
              }
            }""".formatted(FIELDS);
    private static final String FILTERED_PAGE = """
            query MyLeads($after: String!, $owner: String!) {
              leads(first: 50, after: $after, orderBy: {field: REGISTERED_AT, direction: ASC},
                    filter: {state: {eq: ACTIVE}, project: {eq: "JYLW"}, owner: {eq: $owner}}) {
                nodes { %s } pageInfo { hasNextPage }
              }
            }""".formatted(FIELDS);
    private static final String PLACE = """
            query Place($from: DateTime!) {
              leads(first: 1, filter: {registeredAt: {gte: $from}}, orderBy: {field: REGISTERED_AT, direction: ASC}) {
                edges { cursor node { id registeredAt } }
              }
            }""";

    private final Options options;
    private final Houses houses;
    private final Path pgbenchProgram;
    private final Report report;

    ReadSection(Options options, Houses houses, Path pgbench, Report report) {
        this.options = options;
        this.houses = houses;
        this.pgbenchProgram = pgbench;
        this.report = report;
    }

    /** A place in the list. @param cursor as GraphQL names it */
    record Place(String id, String registeredAt, String cursor) {}

    void run() throws Exception {
        HouseProcess house = houses.large();
        PgBench pgbench = new PgBench(pgbenchProgram, house, houses.largeFolder());
        List<Place> places = places(house);
        List<List<Object>> rows = new ArrayList<>();
        rows.add(measure(
                "record, two relations",
                house,
                pgbench,
                0.75,
                place -> HttpLoad.body(RECORD, Map.of("id", place.id())),
                place -> "/api/benchmark/leads/" + place.id(),
                LeadSql.record("(SELECT lead_id FROM benchmark.lead WHERE number = :number)"),
                places));
        String at = "(SELECT registered_at FROM benchmark.lead WHERE number = :number)";
        String id = "(SELECT lead_id FROM benchmark.lead WHERE number = :number)";
        rows.add(measure(
                "page of 50",
                house,
                pgbench,
                0.80,
                place -> HttpLoad.body(PAGE, Map.of("after", place.cursor())),
                place -> "/api/benchmark/leads?at=" + place.registeredAt() + "&id=" + place.id(),
                LeadSql.page(at, id),
                places));
        rows.add(measure(
                "filtered page of 50",
                house,
                pgbench,
                0.80,
                place -> HttpLoad.body(FILTERED_PAGE, Map.of("after", place.cursor(), "owner", OWNER)),
                place -> "/api/benchmark/leads?at=" + place.registeredAt() + "&id=" + place.id() + "&owner=" + OWNER,
                LeadSql.filteredPage("'" + OWNER + "'", at, id),
                places));
        report.table("(b) Reads over HTTP at 32 connections on " + options.leads() + " leads", COLUMNS, rows);
    }

    /** What is asked about a place. */
    private interface Asking {
        String of(Place place);
    }

    private List<Object> measure(
            String what,
            HouseProcess house,
            PgBench pgbench,
            double aim,
            Asking query,
            Asking path,
            String sql,
            List<Place> places)
            throws Exception {
        Turn graphql = HttpLoad.turn(
                house, CONNECTIONS, options.millis(), http -> HttpLoad.graphQl(http, query.of(any(places))));
        Turn plain = HttpLoad.turn(house, CONNECTIONS, options.millis(), http -> http.get(path.of(any(places))));
        sameAnswers(house, query, path, places);
        WarmUp.of(options, house, graphql, plain);
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(GRAPHQL, house.costing(graphql));
        turns.put(PLAIN, house.costing(plain));
        turns.put(
                PGBENCH,
                () -> pgbench.run(
                        "kaipan_query",
                        "\\set number random(1, " + options.leads() * 9 / 10 + ")\n" + sql + ";\n",
                        Map.of(),
                        CONNECTIONS,
                        options.millis()));
        Rounds rounds = Rounds.of(options.rounds(), turns);
        double cpu = rounds.ratio(PLAIN, GRAPHQL, Sample::cpu);
        report.aim("b", what + ", CPU of plain JSON's", cpu, atLeast(aim));
        return report.progress(List.of(
                what,
                rounds.median(GRAPHQL, Sample::perSecond),
                rounds.ratio(GRAPHQL, PLAIN, Sample::perSecond),
                rounds.ratio(GRAPHQL, PGBENCH, Sample::perSecond),
                cpu,
                rounds.median(GRAPHQL, Sample::p50),
                rounds.median(GRAPHQL, Sample::p99),
                rounds.median(GRAPHQL, Sample::cpu),
                rounds.median(GRAPHQL, Sample::application),
                rounds.median(GRAPHQL, Sample::database),
                rounds.median(PLAIN, Sample::perSecond),
                rounds.median(PLAIN, Sample::cpu),
                rounds.median(PGBENCH, Sample::perSecond),
                rounds.median(PGBENCH, Sample::database)));
    }

    /** Both answer the same leads, or there is nothing to compare. */
    private static void sameAnswers(HouseProcess house, Asking query, Asking path, List<Place> places)
            throws IOException {
        try (HttpConnection http = HttpLoad.connection(house)) {
            JsonNode asked = JSON.readTree(HttpLoad.graphQl(http, query.of(places.getFirst())));
            JsonNode plain = JSON.readTree(http.get(path.of(places.getFirst())));
            JsonNode ones =
                    asked.at("/data/lead").isMissingNode() ? asked.at("/data/leads/nodes") : asked.at("/data/lead");
            JsonNode others = plain.has("nodes") ? plain.get("nodes") : plain;
            if (ones.isEmpty() || !texts(ones).equals(texts(others))) {
                throw new IllegalStateException("Not the same answers:\n" + asked + "\n" + plain);
            }
        }
    }

    /** All that is said, but times: GraphQL writes them with an offset. */
    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.valueStream().forEach(value -> {
            if (value.isContainer()) {
                texts.addAll(texts(value));
            } else if (!value.asString().startsWith("20")) {
                texts.add(value.asString());
            }
        });
        return texts;
    }

    private static Place any(List<Place> places) {
        return places.get(ThreadLocalRandom.current().nextInt(places.size()));
    }

    /** Asks for random places, and so learns their cursors. */
    private List<Place> places(HouseProcess house) throws IOException {
        List<Place> places = new ArrayList<>();
        try (HttpConnection http = HttpLoad.connection(house)) {
            for (int i = 0; i < PLACES; i++) {
                long number = ThreadLocalRandom.current().nextLong(options.leads() * 9L / 10);
                places.add(place(http, Filling.registeredAt(number).toString()));
            }
        }
        return places;
    }

    /** The first place at or after an instant. */
    static Place place(HttpConnection http, String from) throws IOException {
        JsonNode edge = JSON.readTree(HttpLoad.graphQl(http, HttpLoad.body(PLACE, Map.of("from", from))))
                .at("/data/leads/edges/0");
        return new Place(
                edge.at("/node/id").asString(),
                edge.at("/node/registeredAt").asString().replace("+", "%2B"),
                edge.get("cursor").asString());
    }

    static String page(Place after) {
        return HttpLoad.body(PAGE, Map.of("after", after.cursor()));
    }
}
