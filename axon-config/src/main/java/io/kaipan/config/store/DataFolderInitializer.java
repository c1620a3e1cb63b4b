package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Takes the data folder before anything else can touch it, and gives it back when everything else has stopped. With
 * profile {@code postgres} the data stand elsewhere, and several nodes work on them.
 */
final class DataFolderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("postgres"))) {
            return;
        }
        if (environment.containsProperty("spring.datasource.url")) {
            throw new StartupRefused(
                    "A database is given (SPRING_DATASOURCE_URL), but Kaipan was started with its own.",
                    "Start with SPRING_PROFILES_ACTIVE=postgres, or leave SPRING_DATASOURCE_URL unset.");
        }
        Path home = Path.of(environment.getRequiredProperty("kaipan.store.home"))
                .toAbsolutePath()
                .normalize();
        try {
            Files.createDirectories(home);
            DataFolderLock lock = DataFolderLock.on(home);
            ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("dataFolder", lock::close);
        } catch (IOException e) {
            throw new StartupRefused(
                    "The data folder %s can't be used: %s".formatted(home, e),
                    "Set KAIPAN_HOME to a folder Kaipan may write to.",
                    e);
        }
    }
}
