package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atMost;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** (e) What grows with the data, and what doesn't. */
final class GrowthSection {
    private static final int SHORT = 10;
    private static final int LONG = 10_000;
    private static final int FAR_PAGE = 10_000;
    private static final int STREAMS = 50;
    private static final int STARTS = 3;
    private static final String LITTLE = "little";
    private static final String MUCH = "much";

    private final Options options;
    private final Houses houses;
    private final Report report;
    private final List<List<Object>> rows = new ArrayList<>();

    GrowthSection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.report = report;
    }

    void run() throws Exception {
        streams(houses.large());
        pages(houses.large());
        houses.fresh();
        houses.stop();
        starts(houses.freshFolder(), houses.largeFolder());
        report.table("(e) Growth", List.of("what", "little", "much", "little ms", "much ms", "much ÷ little"), rows);
    }

    private void streams(HouseProcess house) throws Exception {
        int events = Math.min(LONG, options.leads() / 20);
        List<String> shorts = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            shorts.add(stream(house, SHORT));
        }
        List<String> longs = List.of(stream(house, events));
        for (String order : List.of("append", "appendCold")) {
            Turn little =
                    () -> house.load(order, Map.of("callers", 1, "millis", options.millis() / 2, "leads", shorts));
            Turn much = () -> house.load(order, Map.of("callers", 1, "millis", options.millis() / 2, "leads", longs));
            compare(
                    order.equals("append") ? "append" : "append, record not in memory",
                    "stream of " + SHORT,
                    "stream of " + events,
                    little,
                    much);
        }
    }

    private static String stream(HouseProcess house, int events) throws IOException {
        return house.order("stream", Map.of("events", events)).get("id").asString();
    }

    private void pages(HouseProcess house) throws Exception {
        int far = Math.min(FAR_PAGE, options.leads() / 100);
        ReadSection.Place first;
        ReadSection.Place last;
        try (HttpConnection http = ReadSection.connection(house)) {
            first = ReadSection.place(http, Filling.registeredAt(0).toString());
            last = ReadSection.place(http, Filling.registeredAt(far * 50L).toString());
        }
        Turn little = page(house, first);
        Turn much = page(house, last);
        WarmUp.of(options, house, little, much);
        compare("page of 50", "page 1", "page " + far, little, much);
    }

    private Turn page(HouseProcess house, ReadSection.Place place) {
        String body = ReadSection.page(place);
        return () -> ClosedLoop.run(1, options.millis() / 2, number -> new ClosedLoop.Caller() {
            private final HttpConnection http = ReadSection.connection(house);

            @Override
            public void call() throws IOException {
                ReadSection.graphQl(http, body);
            }

            @Override
            public void close() throws IOException {
                http.close();
            }
        });
    }

    private void starts(Path small, Path large) throws Exception {
        int starts = Math.min(STARTS, options.rounds());
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(LITTLE, () -> start(small));
        turns.put(MUCH, () -> start(large));
        row("start", "nearly empty", options.leads() + " leads", Rounds.of(starts, turns));
    }

    private static Sample start(Path folder) throws IOException {
        try (HouseProcess house = HouseProcess.start(folder, "512m")) {
            double millis = house.facts().startMillis();
            return new Sample(1, 1000 / millis, millis, millis, 0, 0);
        }
    }

    private void compare(String what, String little, String much, Turn ofLittle, Turn ofMuch) throws Exception {
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(LITTLE, ofLittle);
        turns.put(MUCH, ofMuch);
        row(what, little, much, Rounds.of(options.rounds() * 2, turns));
    }

    private void row(String what, String little, String much, Rounds rounds) {
        double ratio = rounds.ratio(MUCH, LITTLE, Sample::p50);
        report.aim("e", what + ", " + much + " ÷ " + little, ratio, atMost(1.2));
        rows.add(report.progress(List.of(
                what, little, much, rounds.median(LITTLE, Sample::p50), rounds.median(MUCH, Sample::p50), ratio)));
    }
}
