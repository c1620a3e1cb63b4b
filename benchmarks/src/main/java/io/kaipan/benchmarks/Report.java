package io.kaipan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a run: printed as tables as they come, and written as JSON. */
final class Report {
    private final List<Map<String, Object>> tables = new ArrayList<>();
    private final List<Map<String, Object>> aims = new ArrayList<>();

    /** Prints and keeps a table. @param rows texts and numbers, as many as there are columns */
    void table(String title, List<String> columns, List<List<Object>> rows) {
        List<List<String>> cells = new ArrayList<>(List.of(columns));
        rows.forEach(row -> cells.add(row.stream().map(Report::shown).toList()));
        System.out.println("\n" + title);
        print(cells);
        tables.add(Map.of(
                "title",
                title,
                "rows",
                rows.stream().map(row -> named(columns, row)).toList()));
    }

    /** Tells that something is measured. @return the row of a table to come */
    List<Object> progress(List<Object> row) {
        System.out.println(
                "  … " + String.join("  ", row.stream().map(Report::shown).toList()));
        return row;
    }

    /** Keeps a figure that is to be at least, or at most, something. */
    void aim(String section, String what, double value, Aim aim) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("section", section);
        line.put("what", what);
        line.put("value", rounded(value));
        line.put("aim", aim.toString());
        line.put("met", aim.isMetBy(value));
        aims.add(line);
    }

    /** What a figure is to be. */
    record Aim(boolean atLeast, double bound) {
        static Aim atLeast(double bound) {
            return new Aim(true, bound);
        }

        static Aim atMost(double bound) {
            return new Aim(false, bound);
        }

        boolean isMetBy(double value) {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + shown(bound);
        }
    }

    /** Prints the aims and writes everything down. */
    void finish(Path json, Options options, double seconds) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("", "figure", "value", "aim", "met"));
        aims.forEach(aim -> cells.add(aim.values().stream()
                .map(value -> value instanceof Boolean met ? met ? "yes" : "no" : shown(value))
                .toList()));
        System.out.println("\nAims");
        print(cells);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Instant.now().toString());
        all.put("seconds", Math.round(seconds));
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("java", Runtime.version().toString());
        all.put("rounds", options.rounds());
        all.put("turnMillis", options.millis());
        all.put("leads", options.leads());
        all.put("tables", tables);
        all.put("aims", aims);
        Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(
                json,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all));
        System.out.printf("%nTook %.0f s; the figures stand in %s%n", seconds, json);
    }

    private static Map<String, Object> named(List<String> columns, List<Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            named.put(columns.get(i), value instanceof Double number ? rounded(number) : value);
        }
        return named;
    }

    private static Object rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : String.valueOf(value);
    }

    private static String shown(Object value) {
        if (!(value instanceof Double number)) {
            return String.valueOf(value);
        }
        if (number.isNaN()) {
            return "–";
        }
        double size = Math.abs(number);
        return String.format(
                Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", number);
    }

    private static void print(List<List<String>> cells) {
        int columns = cells.getFirst().size();
        int[] widths = new int[columns];
        cells.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "  " + row.get(i) + padding : "  " + padding + row.get(i));
            }
            System.out.println(line);
        }
    }
}
