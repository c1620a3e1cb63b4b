package io.kaipan.config.startup;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says where to go once the doors are open. */
@Component
class ReadyMessage {
    private final Environment environment;
    private final String address;
    private final Path home;

    ReadyMessage(
            Environment environment,
            @Value("${server.address:127.0.0.1}") String address,
            @Value("${kaipan.store.home}") Path home) {
        this.environment = environment;
        this.address = address;
        this.home = home;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            System.out.println(
                    text(web.getWebServer().getPort(), event.getTimeTaken().toMillis()));
        }
    }

    private String text(int port, long millis) {
        boolean embedded = environment.acceptsProfiles(Profiles.of("!postgres"));
        return """

                Kaipan is open (ready after %.1f s)
                  sign in   http://%2$s:%3$d/
                  GraphQL   http://%2$s:%3$d/graphql   (try it out: /graphiql, schema: /graphql/schema)
                  commands  http://%2$s:%3$d/api/commands   (OpenAPI: /v3/api-docs)
                  data      %4$s
                """.formatted(
                millis / 1000.0,
                address,
                port,
                embedded ? home.toAbsolutePath().normalize() : environment.getProperty("spring.datasource.url"));
    }
}
