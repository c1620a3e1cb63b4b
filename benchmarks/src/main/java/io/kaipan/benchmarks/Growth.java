package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atMost;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same done with little and with much data, which is to take at most 1.2 times as long. */
final class Growth {
    private static final String LITTLE = "little";
    private static final String MUCH = "much";

    private final String section;
    private final Report report;
    private final List<List<Object>> rows = new ArrayList<>();

    Growth(String section, Report report) {
        this.section = section;
        this.report = report;
    }

    /** Has both take turns. @param little and {@code much}: how much each has to do with */
    void compare(int rounds, String what, String little, String much, Turn ofLittle, Turn ofMuch) throws Exception {
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(LITTLE, ofLittle);
        turns.put(MUCH, ofMuch);
        Rounds taken = Rounds.of(rounds, turns);
        double ratio = taken.ratio(MUCH, LITTLE, Sample::p50);
        report.aim(section, what + ", " + much + " ÷ " + little, ratio, atMost(1.2));
        rows.add(report.progress(List.of(
                what, little, much, taken.median(LITTLE, Sample::p50), taken.median(MUCH, Sample::p50), ratio)));
    }

    void table(String title) {
        report.table(title, List.of("what", "little", "much", "little ms", "much ms", "much ÷ little"), rows);
    }
}
