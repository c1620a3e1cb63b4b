package io.kaipan.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.kaipan.config.KaipanApplication;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kaipan as it is, which besides takes orders on its standard input: one a line, one line of answer each. */
final class House {
    static final String ANSWER = "@@";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static void main(String... arguments) throws Exception {
        System.setProperty("disable-axoniq-console-message", "true");
        System.setProperty("axoniq.update-checker.disabled", "true");
        long began = System.nanoTime();
        try (ConfigurableApplicationContext kaipan = SpringApplication.run(
                new Class<?>[] {KaipanApplication.class, PlainLeads.class, PlainRows.class}, arguments)) {
            answer(facts(kaipan, (System.nanoTime() - began) / 1_000_000));
            Orders orders = new Orders(kaipan);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int end = line.indexOf(' ');
                answer(carryOut(orders, line.substring(0, end), JSON.readTree(line.substring(end))));
            }
        }
    }

    private static Object carryOut(Orders orders, String order, JsonNode with) {
        try {
            return orders.carryOut(order, with);
        } catch (Exception e) {
            e.printStackTrace();
            return Map.of("failed", String.valueOf(e));
        }
    }

    private static void answer(Object answer) {
        System.out.println(ANSWER + JSON.writeValueAsString(answer));
    }

    private static HouseProcess.Facts facts(ConfigurableApplicationContext kaipan, long startMillis) throws Exception {
        Map<String, String> passwords = kaipan.getBeansOfType(HikariDataSource.class).values().stream()
                .collect(Collectors.toMap(HikariDataSource::getUsername, HikariDataSource::getPassword));
        Path data = Path.of(kaipan.getEnvironment().getRequiredProperty("kaipan.store.home"), "postgresql", "data");
        var postmaster = Files.readAllLines(data.resolve("postmaster.pid"));
        return new HouseProcess.Facts(
                ProcessHandle.current().pid(),
                kaipan.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                Long.parseLong(postmaster.get(0).strip()),
                Integer.parseInt(postmaster.get(3).strip()),
                passwords,
                startMillis);
    }

    private House() {}
}
