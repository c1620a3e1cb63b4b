package io.kaipan.benchmarks;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** (c) Rebuilding a view from the whole log, against reading the same rows and against copying what they say. */
final class RebuildSection {
    private static final String READ = "read";
    private static final String COPY = "copy";

    private final Options options;
    private final Houses houses;
    private final Report report;

    RebuildSection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.report = report;
    }

    void run() throws Exception {
        HouseProcess house = houses.large();
        List<List<Object>> rows = new ArrayList<>();
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(READ, () -> once(house, READ));
        turns.put(COPY, () -> once(house, COPY));
        Rounds rounds = Rounds.of(Math.min(3, options.rounds()), turns);
        rows.add(List.of("plain JDBC pages", rounds.median(READ, Sample::perSecond)));
        rows.add(List.of("read + Jackson + COPY", rounds.median(COPY, Sample::perSecond)));
        rows.add(List.of("ordinary processors, all views", houses.catchUpPerSecond()));
        report.table("(c) Events a second from " + options.leads() + " leads", List.of("by", "events /s"), rows);
    }

    private static Sample once(HouseProcess house, String order) throws IOException {
        JsonNode done = house.order(order, Map.of());
        double rate = done.get("perSecond").asDouble();
        return new Sample(done.get("events").asLong(), rate, 0, 0, 0, 0);
    }
}
