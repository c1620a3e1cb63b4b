package io.kaipan.config.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoTest
@DisplayName("What is measured")
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../deploy/grafana/kaipan.json");
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_]+)\\{");

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("is all that the dashboard draws, for each pool and each processor")
    void dashboard() throws Exception {
        scrape("admin"); // a request that the next one can count
        String measured = scrape("admin").body();
        Set<String> drawn = new TreeSet<>();
        for (JsonNode panel : JsonMapper.shared().readTree(DASHBOARD).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                Matcher metric = METRIC.matcher(target.path("expr").asString());
                while (metric.find()) {
                    drawn.add(metric.group(1));
                }
            }
        }
        assertThat(drawn).hasSizeGreaterThan(10).allSatisfy(metric -> assertThat(measured)
                .containsPattern("(?m)^" + metric + "[{ ]"));
        for (String pool : new String[] {"kaipan_command", "kaipan_projection", "kaipan_query"}) {
            assertThat(measured).contains("hikaricp_connections_usage_seconds_max{pool=\"%s\"}".formatted(pool));
        }
        for (String view : new String[] {"lead-list", "customer-record", "user-list"}) {
            assertThat(measured).containsPattern("kaipan_processor_lag\\{.*processor=\"%s\"".formatted(view));
        }
    }

    @Test
    @DisplayName("G-7 is for administrators; whether Kaipan is alive and ready, for everybody")
    void audience() throws Exception {
        assertThat(scrape("manager").statusCode()).isEqualTo(403);
        for (String probe : new String[] {"liveness", "readiness"}) {
            assertThat(http.send(request("/actuator/health/" + probe).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> scrape(String user) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + DemoTest.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request("/actuator/prometheus")
                        .header("Authorization", "Basic " + credentials)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
