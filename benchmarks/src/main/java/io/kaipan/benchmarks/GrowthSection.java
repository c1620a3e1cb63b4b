package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** (e) What grows with the data, and what doesn't. */
final class GrowthSection {
    private static final int SHORT = 10;
    private static final int LONG = 10_000;
    private static final int FAR_PAGE = 10_000;
    private static final int STREAMS = 50;
    private static final int STARTS = 3;

    private final Options options;
    private final Houses houses;
    private final Growth growth;

    GrowthSection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.growth = new Growth("e", report);
    }

    void run() throws Exception {
        streams(houses.large());
        ledgers(houses.large());
        pages(houses.large());
        houses.fresh();
        houses.stop();
        starts(houses.freshFolder(), houses.largeFolder());
        growth.table("(e) Growth");
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
            growth.compare(
                    options.rounds() * 2,
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

    private void ledgers(HouseProcess house) throws Exception {
        int entries = Math.min(LONG, options.leads() / 20);
        List<String> shorts = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            shorts.add(ledger(house, SHORT));
        }
        List<String> longs = List.of(ledger(house, entries));
        for (String order : List.of("award", "awardCold")) {
            Turn little = () -> house.load(order, Map.of("millis", options.millis() / 2, "accounts", shorts));
            Turn much = () -> house.load(order, Map.of("millis", options.millis() / 2, "accounts", longs));
            growth.compare(
                    options.rounds() * 2,
                    order.equals("award") ? "award of points" : "award of points, account not in memory",
                    "ledger of " + SHORT,
                    "ledger of " + entries,
                    little,
                    much);
        }
    }

    private static String ledger(HouseProcess house, int entries) throws IOException {
        return house.order("ledger", Map.of("entries", entries)).get("id").asString();
    }

    private void pages(HouseProcess house) throws Exception {
        int far = Math.min(FAR_PAGE, options.leads() / 100);
        ReadSection.Place first;
        ReadSection.Place last;
        try (HttpConnection http = HttpLoad.connection(house)) {
            first = ReadSection.place(http, Filling.registeredAt(0).toString());
            last = ReadSection.place(http, Filling.registeredAt(far * 50L).toString());
        }
        Turn little = page(house, first);
        Turn much = page(house, last);
        WarmUp.of(options, house, little, much);
        growth.compare(options.rounds() * 2, "page of 50", "page 1", "page " + far, little, much);
    }

    private Turn page(HouseProcess house, ReadSection.Place place) {
        String body = ReadSection.page(place);
        return HttpLoad.turn(house, 1, options.millis() / 2, http -> HttpLoad.graphQl(http, body));
    }

    private void starts(Path small, Path large) throws Exception {
        int starts = Math.min(STARTS, options.rounds());
        growth.compare(
                starts, "start", "nearly empty", options.leads() + " leads", () -> start(small), () -> start(large));
    }

    private static Sample start(Path folder) throws IOException {
        try (HouseProcess house = HouseProcess.start(folder, "512m")) {
            double millis = house.facts().startMillis();
            return new Sample(1, 1000 / millis, millis, millis, 0, 0);
        }
    }
}
