package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atLeast;
import static io.kaipan.benchmarks.Report.Aim.atMost;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** (c) Rebuilding a view from the whole log, against reading the same rows and against copying what they say. */
final class RebuildSection {
    private static final int MOST_ROUNDS = 3;
    private static final int WARM_UPS = 20;
    private static final int FEW_LEADS = 6_667; // of 10,000 events
    private static final int LEADS_OF_ONE = 66_667; // of 100,000 events
    private static final String VIEW = "lead-list";
    private static final String READ = "read";
    private static final String COPY = "copy";
    private static final String SEALED = "copySealed";
    private static final String REBUILD = "rebuild";
    private static final String ALONE = "alone";

    private final Options options;
    private final Houses houses;
    private final Report report;
    private double heap;

    RebuildSection(Options options, Houses houses, Report report) {
        this.options = options;
        this.houses = houses;
        this.report = report;
    }

    void run() throws Exception {
        Rounds many = rounds(houses.large());
        double fewPerSecond = ofFew();
        Rounds alone = ofOne();
        report.table(
                "(c) Events a second from the log of " + options.leads() + " leads, server with a heap of 512 MiB",
                List.of("by", "events", "events /s", "CPU µs", "of it database"),
                List.of(
                        row("plain JDBC pages", many, READ),
                        row("read + Jackson + COPY", many, COPY),
                        row("the same, personal data opened and sealed", many, SEALED),
                        row("rebuild of " + VIEW, many, REBUILD),
                        List.of("rebuild of " + VIEW, 10_000L, fewPerSecond, "", ""),
                        row("ordinary processor of " + VIEW + ", alone", alone, ALONE),
                        List.of("ordinary processors, all views", "all", houses.catchUpPerSecond(), "", "")));
        report.table(
                "(c) The rebuild as a ratio, by time and by CPU",
                List.of("to", "events /s", "CPU"),
                List.of(
                        ratio("plain JDBC pages", many, READ),
                        ratio("read + Jackson + COPY", many, COPY),
                        ratio("the same, personal data opened and sealed", many, SEALED)));
        double rate = many.median(REBUILD, Sample::perSecond);
        aim("rebuild, of read + Jackson + COPY", many.ratio(REBUILD, COPY, Sample::perSecond), atLeast(0.6));
        aim("rebuild, events a second", rate, atLeast(150_000));
        aim("rebuild, rate of many events ÷ of 10,000", rate / fewPerSecond, atLeast(0.9));
        aim("ordinary processors, events a second", houses.catchUpPerSecond(), atLeast(25_000));
        aim("rebuild, MiB of heap left after collections at most", heap, atMost(512));
    }

    private Rounds rounds(HouseProcess house) throws Exception {
        Map<String, Turn> turns = new LinkedHashMap<>();
        for (String turn : List.of(READ, COPY, SEALED, REBUILD)) {
            turns.put(turn, house.costing(() -> once(house, turn)));
        }
        once(house, REBUILD);
        return Rounds.of(Math.min(MOST_ROUNDS, options.rounds()), turns);
    }

    /** The rate of a rebuild from 10,000 events, by a server that has rebuilt before. */
    private double ofFew() throws Exception {
        Path folder = Files.createTempDirectory(options.work().toAbsolutePath(), "few-");
        try (HouseProcess house = HouseProcess.start(folder, "512m")) {
            house.order("fillLeads", Map.of("count", FEW_LEADS));
            house.order("follow", Map.of());
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                once(house, REBUILD);
            }
            Map<String, Turn> turns = Map.of(REBUILD, () -> once(house, REBUILD));
            return Rounds.of(2 * MOST_ROUNDS, turns).median(REBUILD, Sample::perSecond);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** One ordinary processor that follows the log from its beginning while the others stand still. */
    private Rounds ofOne() throws Exception {
        Path folder = Files.createTempDirectory(options.work().toAbsolutePath(), "one-");
        try (HouseProcess house = HouseProcess.start(folder, "512m")) {
            house.order("views", Map.of("on", false));
            house.order("fillLeads", Map.of("count", Math.min(LEADS_OF_ONE, options.leads())));
            for (int warmUp = 0; warmUp < MOST_ROUNDS; warmUp++) {
                once(house, ALONE);
            }
            return Rounds.of(
                    Math.min(MOST_ROUNDS, options.rounds()), Map.of(ALONE, house.costing(() -> once(house, ALONE))));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Sample once(HouseProcess house, String order) throws IOException {
        JsonNode done = house.order(order, Map.of("view", VIEW));
        heap = Math.max(heap, done.path("heapAfterCollection").asDouble());
        return new Sample(done.get("events").asLong(), done.get("perSecond").asDouble(), 0, 0, 0, 0);
    }

    private void aim(String what, double value, Report.Aim aim) {
        report.aim("c", what, value, aim);
    }

    private static List<Object> ratio(String to, Rounds rounds, String who) {
        return List.of(to, rounds.ratio(REBUILD, who, Sample::perSecond), rounds.ratio(who, REBUILD, Sample::cpu));
    }

    private static List<Object> row(String by, Rounds rounds, String who) {
        return List.of(
                by,
                (long) rounds.median(who, Sample::done),
                rounds.median(who, Sample::perSecond),
                rounds.median(who, Sample::cpu),
                rounds.median(who, Sample::database));
    }
}
