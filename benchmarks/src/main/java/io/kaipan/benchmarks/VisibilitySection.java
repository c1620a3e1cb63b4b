package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atMost;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** (d) From the answer to a command until GraphQL shows the change, asked again and again. */
final class VisibilitySection {
    private static final int CONNECTIONS = 32;
    private static final int PACED_CONNECTIONS = 8;
    private static final int LEADS = 640;
    /** Between one question and the next: whoever asks without a rest takes the CPU from what they wait for. */
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private static final String VERSION = "query Version($id: ID!) { lead(id: $id) { version } }";
    private static final String VERSION_AT_LEAST =
            "query Version($id: ID!, $position: Position!) { lead(id: $id, atLeast: $position) { version } }";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Options options;
    private final Houses houses;
    private final Report report;
    private final LeadBodies bodies = new LeadBodies();

    VisibilitySection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.report = report;
    }

    void run() throws Exception {
        HouseProcess house = houses.fresh();
        List<String> leads = house.order("leads", Map.of("count", LEADS))
                .get("ids")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        try (HttpConnection http = connection(house)) {
            append(http, leads.getFirst()); // signs in
        }
        WarmUp.of(options, house, commands(house, leads), () -> visible(house, leads, false));
        double most = sustained(house, leads);
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("unloaded", 0, times(house, leads, false)));
        rows.add(row("unloaded, asked with atLeast", 0, times(house, leads, true)));
        try (Paced load = new Paced(house, leads, most / 2)) {
            rows.add(row("half load", most / 2, times(house, leads, false)));
            rows.add(row("half load, asked with atLeast", most / 2, times(house, leads, true)));
            load.check();
        }
        for (int i = 0; i < rows.size(); i += 2) {
            report.aim(
                    "d",
                    rows.get(i).getFirst() + ", p99 ms",
                    (Double) rows.get(i).get(4),
                    atMost(50));
        }
        report.table(
                "(d) From an acknowledged command until GraphQL shows it; the most is " + Math.round(most)
                        + " commands a second with views that keep up",
                List.of("load", "commands /s", "samples", "p50 ms", "p99 ms", "worst ms"),
                rows);
    }

    /** Commands a second over HTTP that the views can follow for long. */
    private double sustained(HouseProcess house, List<String> leads) throws Exception {
        double[] rates = new double[options.rounds()];
        for (int round = 0; round < rates.length; round++) {
            house.order("follow", Map.of());
            long began = System.nanoTime();
            long done = commands(house, leads).take().done();
            house.order("follow", Map.of());
            rates[round] = done * 1e9 / (System.nanoTime() - began);
        }
        return Rounds.median(rates);
    }

    private HouseProcess.Turn commands(HouseProcess house, List<String> leads) {
        return () -> ClosedLoop.run(CONNECTIONS, options.millis(), number -> caller(house, leads, number, 0));
    }

    private ClosedLoop.Caller caller(HouseProcess house, List<String> leads, int number, long nanosBetween)
            throws IOException {
        return new ClosedLoop.Caller() {
            private final HttpConnection http = connection(house);
            private long next = System.nanoTime() + ThreadLocalRandom.current().nextLong(nanosBetween + 1);

            @Override
            public void call() throws IOException {
                for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                next += nanosBetween;
                append(
                        http,
                        leads.get((number * 20 + ThreadLocalRandom.current().nextInt(20)) % (leads.size() / 2)));
            }

            @Override
            public void close() throws IOException {
                http.close();
            }
        };
    }

    /** Commands at a steady rate, whatever the answers take, until it is closed. */
    private final class Paced implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<Sample> load;
        private final double rate;
        private volatile boolean over;

        Paced(HouseProcess house, List<String> leads, double rate) {
            this.rate = rate;
            long between = (long) (1e9 * PACED_CONNECTIONS / rate);
            this.load = thread.submit(() ->
                    ClosedLoop.run(PACED_CONNECTIONS, began -> !over, number -> caller(house, leads, number, between)));
        }

        /** Ends the load. @throws IllegalStateException when it was not what it should be */
        void check() throws Exception {
            over = true;
            double reached = load.get().perSecond();
            if (reached < rate * 0.8) {
                System.out.printf("  only %.0f of %.0f commands a second were sent%n", reached, rate);
            }
        }

        @Override
        public void close() {
            over = true;
            thread.shutdown();
        }
    }

    /** How long changes took to show, in milliseconds. */
    private double[] times(HouseProcess house, List<String> leads, boolean atLeast) throws Exception {
        double[] times = new double[options.rounds() * options.millis() / 10];
        try (HttpConnection http = connection(house)) {
            for (int i = 0; i < times.length; i++) {
                times[i] = time(http, leads, atLeast) / 1e6;
            }
        }
        return times;
    }

    private Sample visible(HouseProcess house, List<String> leads, boolean atLeast) throws Exception {
        return ClosedLoop.run(1, options.millis(), number -> new ClosedLoop.Caller() {
            private final HttpConnection http = connection(house);

            @Override
            public void call() throws IOException {
                time(http, leads, atLeast);
            }

            @Override
            public void close() throws IOException {
                http.close();
            }
        });
    }

    private long time(HttpConnection http, List<String> leads, boolean atLeast) throws IOException {
        int half = leads.size() / 2; // the load takes the others
        String lead = leads.get(half + ThreadLocalRandom.current().nextInt(half));
        JsonNode receipt = JSON.readTree(append(http, lead));
        String question = atLeast
                ? HttpLoad.body(
                        VERSION_AT_LEAST,
                        Map.of("id", lead, "position", receipt.get("position").asString()))
                : HttpLoad.body(VERSION, Map.of("id", lead));
        long began = System.nanoTime();
        while (JSON.readTree(HttpLoad.graphQl(http, question))
                        .at("/data/lead/version")
                        .asInt()
                < receipt.get("version").asInt()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return System.nanoTime() - began;
    }

    private String append(HttpConnection http, String lead) throws IOException {
        return http.post(
                "/api/commands/" + LeadBodies.APPEND,
                "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
                bodies.append(lead));
    }

    private static HttpConnection connection(HouseProcess house) throws IOException {
        return new HttpConnection(house.facts().port(), LeadBodies.USER, HouseProcess.PASSWORD);
    }

    private static List<Object> row(String load, double rate, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return List.of(
                load,
                rate,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                sorted[sorted.length - 1]);
    }
}
