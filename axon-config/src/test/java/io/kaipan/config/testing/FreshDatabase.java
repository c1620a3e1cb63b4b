package io.kaipan.config.testing;

import io.kaipan.testing.PostgresForTests;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives an application context a database of its own. */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String MASTER_KEY = "Zm9yIHRlc3RzIG9ubHksIG5ldmVyIGFueXdoZXJlISE=";

    private final Supplier<PostgresForTests.Database> source;
    private final Path home;

    public FreshDatabase() {
        this(PostgresForTests::freshDatabase, Path.of("target", "kaipan-home"));
    }

    /** Gives a context a database and a home folder that are there already, as a restart finds them. */
    public FreshDatabase(PostgresForTests.Database database, Path home) {
        this(() -> database, home);
    }

    private FreshDatabase(Supplier<PostgresForTests.Database> source, Path home) {
        this.source = source;
        this.home = home;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        PostgresForTests.Database database = source.get();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "fresh database",
                        Map.of(
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
                                PostgresForTests.PASSWORD)));
        context.getBeanFactory().registerSingleton("databaseForTests", database);
    }
}
