package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/** (f) The pipeline board and filtered pages of opportunities, on an installation of their own. */
final class OpportunitySection {
    private static final int CONNECTIONS = 32;
    /** Each counts hundreds of thousands of rows: with more at once than cores they would only wait for each other. */
    private static final int BOARDS_AT_ONCE = 2;

    private static final int PLACES = 2_000;
    private static final int PAGE_SIZE = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String BOARD = HttpLoad.body("""
            { opportunityBoard(project: "JYLW") {
                stage label count estimatedValue { amount } weightedValue { amount } } }""", Map.of());
    private static final String LIST = """
            opportunities(first: %s, filter: {project: {eq: "JYLW"}, state: {eq: OPEN}%s},
                orderBy: {field: OPENED_AT, direction: ASC})""";
    private static final String PAGE = "query Page($after: String) { " + LIST.formatted("50, after: $after", "") + """
             { nodes { id version state name stage winProbability followUpLevel followUpState daysSinceContact
                 estimatedValue { amount } closeDate openedAt lastContactAt masked
                 customer { id name phone } owner { userName displayName } } pageInfo { hasNextPage } } }""";
    private static final String PLACE = "query Place($from: DateTime!) { "
            + LIST.formatted("1", ", openedAt: {gte: $from}") + " { pageInfo { endCursor } } }";

    private final Options options;
    private final Houses houses;
    private final Report report;

    OpportunitySection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.report = report;
    }

    void run() throws Exception {
        houses.stop();
        HouseProcess house = houses.opportunities();
        List<String> pages = new ArrayList<>();
        int customers = options.leads() / 2;
        try (HttpConnection http = HttpLoad.connection(house)) {
            for (int i = 0; i < PLACES; i++) {
                pages.add(page(http, ThreadLocalRandom.current().nextInt(customers - PAGE_SIZE - 1)));
            }
        }
        report.table(
                "(f) Opportunities over HTTP, " + options.leads() + " of them",
                List.of("read", "connections", "/s", "p50 ms", "p99 ms", "CPU µs", "server", "PostgreSQL"),
                List.of(
                        measure("pipeline board", BOARDS_AT_ONCE, house, List.of(BOARD)),
                        measure("filtered page of 50", CONNECTIONS, house, pages)));
        growth(house, customers / PAGE_SIZE);
    }

    private List<Object> measure(String what, int connections, HouseProcess house, List<String> bodies)
            throws Exception {
        Turn turn = HttpLoad.turn(house, connections, options.millis(), http -> HttpLoad.graphQl(http, any(bodies)));
        WarmUp.of(options, house, turn);
        Rounds rounds = Rounds.of(options.rounds(), Map.of(what, house.costing(turn)));
        return report.progress(List.of(
                what,
                connections,
                rounds.median(what, Sample::perSecond),
                rounds.median(what, Sample::p50),
                rounds.median(what, Sample::p99),
                rounds.median(what, Sample::cpu),
                rounds.median(what, Sample::application),
                rounds.median(what, Sample::database)));
    }

    private static String any(List<String> bodies) {
        return bodies.get(ThreadLocalRandom.current().nextInt(bodies.size()));
    }

    /** @param far the last page that is full */
    private void growth(HouseProcess house, int far) throws Exception {
        String last;
        try (HttpConnection http = HttpLoad.connection(house)) {
            last = page(http, (far - 1) * PAGE_SIZE - 1);
        }
        Turn little = page(house, HttpLoad.body(PAGE, Map.of()));
        Turn much = page(house, last);
        WarmUp.of(options, house, little, much);
        Growth growth = new Growth("f", report);
        growth.compare(options.rounds() * 2, "filtered page of 50", "page 1", "page " + far, little, much);
        growth.table("(f) Growth");
    }

    private Turn page(HouseProcess house, String body) {
        return HttpLoad.turn(house, 1, options.millis() / 2, http -> HttpLoad.graphQl(http, body));
    }

    /** The page behind the open opportunity of a customer in the project; each customer has one. */
    private static String page(HttpConnection http, int customer) throws IOException {
        String place =
                HttpLoad.body(PLACE, Map.of("from", Filling.arrivedAt(customer).toString()));
        String cursor = JSON.readTree(HttpLoad.graphQl(http, place))
                .at("/data/opportunities/pageInfo/endCursor")
                .asString();
        return HttpLoad.body(PAGE, Map.of("after", cursor));
    }
}
