package io.kaipan.benchmarks;

import static io.kaipan.benchmarks.Report.Aim.atLeast;
import static io.kaipan.benchmarks.Report.Aim.atMost;

import io.kaipan.benchmarks.HouseProcess.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** (a) Durable commands a second, against one row of the same bytes a transaction by pgbench and by plain JDBC. */
final class CommandSection {
    private static final int[] CALLERS = {1, 16, 32};
    private static final int[] CONNECTIONS = {1, 8, 32};
    private static final int LEADS = 640;
    private static final List<String> COMMANDS = List.of(LeadBodies.CREATE, LeadBodies.APPEND);

    private static final String KAIPAN = "kaipan";
    private static final String PGBENCH = "pgbench";
    private static final String JDBC = "jdbc";
    private static final String MVC = "mvc";
    private static final List<String> COLUMNS = List.of(
            "command",
            "bytes",
            "callers",
            "/s",
            "of pgbench",
            "of JDBC",
            "of plain MVC",
            "p50 ms",
            "p99 ms",
            "CPU µs",
            "server",
            "PostgreSQL",
            "pgbench /s",
            "pgbench PostgreSQL µs",
            "JDBC /s",
            "JDBC p99 ms",
            "JDBC CPU µs",
            "plain MVC /s",
            "plain MVC p99 ms",
            "plain MVC CPU µs");

    private final Options options;
    private final Houses houses;
    private final Path pgbenchProgram;
    private final Report report;
    private final LeadBodies bodies = new LeadBodies();

    CommandSection(Options options, Houses houses, Path pgbench, Report report) {
        this.options = options;
        this.houses = houses;
        this.pgbenchProgram = pgbench;
        this.report = report;
    }

    void run() throws Exception {
        HouseProcess house = houses.fresh();
        PgBench pgbench = new PgBench(pgbenchProgram, house, houses.freshFolder());
        List<String> leads = house.order("leads", Map.of("count", LEADS))
                .get("ids")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        house.order("views", Map.of("on", false));
        warmUp(house, leads);
        measure(house, pgbench, leads);
        house.order("views", Map.of("on", true));
        house.order("follow", Map.of());
        measureFollowed(house, pgbench, leads);
    }

    private void warmUp(HouseProcess house, List<String> leads) throws Exception {
        overHttp(house, LeadBodies.APPEND, 1, leads, 1).take(); // signs in, which takes longer than all else
        WarmUp.of(
                options,
                house,
                inProcess(house, LeadBodies.CREATE, 1, leads, options.millis()),
                overHttp(house, LeadBodies.CREATE, 32, leads, options.millis()),
                inProcess(house, LeadBodies.APPEND, 1, leads, options.millis()),
                overHttp(house, LeadBodies.APPEND, 32, leads, options.millis()),
                plainMvc(house, LeadBodies.APPEND, 32, leads, 700));
    }

    private void measure(HouseProcess house, PgBench pgbench, List<String> leads) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (String command : COMMANDS) {
            long bytes = bytes(house, command);
            for (int callers : CALLERS) {
                Turn turn = inProcess(house, command, callers, leads, options.millis());
                Rounds rounds = Rounds.of(options.rounds(), turns(house, pgbench, bytes, callers, house.costing(turn)));
                rows.add(report.progress(row(command, bytes, "in process, " + callers, rounds)));
                if (callers == 16) {
                    aim(command + " in process at 16, of plain JDBC", rate(rounds, JDBC), atLeast(0.80));
                }
            }
            for (int connections : CONNECTIONS) {
                Turn turn = overHttp(house, command, connections, leads, options.millis());
                Map<String, Turn> turns = turns(house, pgbench, bytes, connections, house.costing(turn));
                turns.put(MVC, house.costing(plainMvc(house, command, connections, leads, bytes)));
                Rounds rounds = Rounds.of(options.rounds(), turns);
                rows.add(report.progress(row(command, bytes, "HTTP, " + connections, rounds)));
                String over = command + " over HTTP at " + connections;
                double least = connections == 1 ? 0.40 : connections == 8 ? 0.45 : 0.50;
                aim(over + ", of pgbench", rate(rounds, PGBENCH), atLeast(least));
                if (connections == 32) {
                    aim(over + ", p99 ms", rounds.median(KAIPAN, Sample::p99), atMost(8));
                    aim(over + ", CPU µs", rounds.median(KAIPAN, Sample::cpu), atMost(200));
                }
            }
        }
        report.table("(a) Durable commands; CPU of server and PostgreSQL for one; views stopped", COLUMNS, rows);
    }

    /** The same while all views follow; what they cost until they have caught up is in the command's CPU time. */
    private void measureFollowed(HouseProcess house, PgBench pgbench, List<String> leads) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (String command : COMMANDS) {
            long bytes = bytes(house, command);
            Turn inProcess = inProcess(house, command, 16, leads, options.millis());
            rows.add(row(
                    command,
                    bytes,
                    "in process, 16",
                    Rounds.of(options.rounds(), turns(house, pgbench, bytes, 16, followed(house, inProcess)))));
            Turn overHttp = overHttp(house, command, 32, leads, options.millis());
            rows.add(row(
                    command,
                    bytes,
                    "HTTP, 32",
                    Rounds.of(options.rounds(), turns(house, pgbench, bytes, 32, followed(house, overHttp)))));
        }
        report.table(
                "(a) The same while all views follow, the views' CPU until they have caught up included",
                COLUMNS,
                rows);
    }

    private static Turn followed(HouseProcess house, Turn turn) {
        return house.costing(() -> {
            Sample sample = turn.take();
            house.order("follow", Map.of());
            return sample;
        });
    }

    private Map<String, Turn> turns(HouseProcess house, PgBench pgbench, long bytes, int callers, Turn subject) {
        String payload = "k".repeat((int) bytes);
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(KAIPAN, subject);
        turns.put(
                PGBENCH,
                () -> pgbench.run(
                        "kaipan_command",
                        "INSERT INTO benchmark.plain_row (payload) VALUES (:payload);\n",
                        Map.of("payload", payload),
                        callers,
                        options.millis()));
        turns.put(
                JDBC,
                house.costing(() -> house.load(
                        "insert", Map.of("callers", callers, "millis", options.millis(), "payload", payload))));
        return turns;
    }

    private static long bytes(HouseProcess house, String command) throws IOException {
        return house.order("bytes", Map.of("command", command)).get("bytes").asLong();
    }

    private static Turn inProcess(HouseProcess house, String command, int callers, List<String> leads, int millis) {
        String order = command.equals(LeadBodies.CREATE) ? "create" : "append";
        return () -> house.load(order, Map.of("callers", callers, "millis", millis, "leads", leads));
    }

    private Turn overHttp(HouseProcess house, String command, int connections, List<String> leads, int millis) {
        return posts(house, "/api/commands/" + command, command, connections, leads, millis);
    }

    private Turn plainMvc(HouseProcess house, String command, int connections, List<String> leads, long bytes) {
        return posts(house, "/api/benchmark/rows/" + bytes, command, connections, leads, options.millis());
    }

    private Turn posts(
            HouseProcess house, String path, String command, int connections, List<String> leads, int millis) {
        boolean creates = command.equals(LeadBodies.CREATE);
        int each = leads.size() / connections;
        return () -> ClosedLoop.run(connections, millis, number -> new ClosedLoop.Caller() {
            private final HttpConnection http =
                    new HttpConnection(house.facts().port(), LeadBodies.USER, HouseProcess.PASSWORD);
            private int turn;

            @Override
            public void call() throws IOException {
                http.post(
                        path,
                        "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
                        creates ? bodies.create() : bodies.append(leads.get(number * each + turn++ % each)));
            }

            @Override
            public void close() throws IOException {
                http.close();
            }
        });
    }

    private static double rate(Rounds rounds, String baseline) {
        return rounds.ratio(KAIPAN, baseline, Sample::perSecond);
    }

    private void aim(String what, double value, Report.Aim aim) {
        report.aim("a", what, value, aim);
    }

    private static List<Object> row(String command, long bytes, String callers, Rounds rounds) {
        return List.of(
                command,
                bytes,
                callers,
                rounds.median(KAIPAN, Sample::perSecond),
                rate(rounds, PGBENCH),
                rate(rounds, JDBC),
                rounds.has(MVC) ? rate(rounds, MVC) : "",
                rounds.median(KAIPAN, Sample::p50),
                rounds.median(KAIPAN, Sample::p99),
                rounds.median(KAIPAN, Sample::cpu),
                rounds.median(KAIPAN, Sample::application),
                rounds.median(KAIPAN, Sample::database),
                rounds.median(PGBENCH, Sample::perSecond),
                rounds.median(PGBENCH, Sample::database),
                rounds.median(JDBC, Sample::perSecond),
                rounds.median(JDBC, Sample::p99),
                rounds.median(JDBC, Sample::cpu),
                rounds.has(MVC) ? rounds.median(MVC, Sample::perSecond) : "",
                rounds.has(MVC) ? rounds.median(MVC, Sample::p99) : "",
                rounds.has(MVC) ? rounds.median(MVC, Sample::cpu) : "");
    }
}
