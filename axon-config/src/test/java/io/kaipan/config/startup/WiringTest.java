package io.kaipan.config.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

@KaipanTest
@DisplayName("The whole application")
class WiringTest {
    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());

    @Autowired
    ConfigurableApplicationContext context;

    @LocalServerPort
    int port;

    @Test
    @DisplayName("lets Axon take part in Spring's transactions")
    void transactions() {
        assertThat(context.getBean(Configuration.class).getComponent(TransactionManager.class))
                .isInstanceOf(SpringTransactionManager.class)
                .isSameAs(context.getBean("commandTransactions"));
    }

    @Test
    @DisplayName("counts commands in the registry that is scraped, not in one of Axon's own")
    void metrics() {
        assertThat(context.getBeanNamesForType(MeterRegistry.class)).allSatisfy(name -> assertThat(
                        context.getBeanFactory().getBeanDefinition(name).getFactoryBeanName())
                .doesNotContain("axonframework"));
        Outcome outcome = context.getBean(Intake.class)
                .accept(new CommandRequest(
                        "OpenProject",
                        JsonMapper.shared().readTree("{\"project\": \"WIRING\", \"name\": \"试\", \"city\": \"深圳\"}"),
                        ADMIN,
                        "admin",
                        null));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(context.getBean(MeterRegistry.class).getMeters())
                .anyMatch(meter -> meter.getId().getName().startsWith("kaipan.commands")
                        && "OpenProject".equals(meter.getId().getTag("command")));
    }

    @Test
    @DisplayName("tells strangers whether it lives and is ready, and nothing else")
    void probes() throws Exception {
        assertThat(get("/actuator/health/liveness")).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(get("/actuator/health/readiness")).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(get("/actuator/prometheus")).startsWith("401 ");
        assertThat(get("/actuator/env")).startsWith("401 ");
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
