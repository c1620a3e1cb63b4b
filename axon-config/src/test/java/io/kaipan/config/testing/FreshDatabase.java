package io.kaipan.config.testing;

import io.kaipan.testing.PostgresForTests;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives an application context a database of its own. */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path HOME = Path.of("target", "kaipan-home");
    private static final String MASTER_KEY = "Zm9yIHRlc3RzIG9ubHksIG5ldmVyIGFueXdoZXJlISE=";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        PostgresForTests.Database database = PostgresForTests.freshDatabase();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("fresh database", Map.copyOf(settings(database, HOME))));
        context.getBeanFactory().registerSingleton("databaseForTests", database);
    }

    /** What Kaipan must be told to use a database and a home folder. */
    public static Map<String, String> settings(PostgresForTests.Database database, Path home) {
        return Map.of(
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                database.ownerName(),
                "spring.datasource.password",
                PostgresForTests.PASSWORD,
                "kaipan.store.home",
                home.toString(),
                "kaipan.store.master-key",
                MASTER_KEY,
                "kaipan.store.command.password",
                PostgresForTests.PASSWORD,
                "kaipan.store.projection.password",
                PostgresForTests.PASSWORD,
                "kaipan.store.query.password",
                PostgresForTests.PASSWORD);
    }
}
