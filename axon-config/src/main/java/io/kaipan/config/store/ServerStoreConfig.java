package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Profile {@code postgres}: a PostgreSQL that somebody else runs, and a master key that somebody else keeps. */
@Configuration(proxyBeanMethods = false)
@Profile("postgres")
class ServerStoreConfig {
    @Bean
    OwnerLogin owner(DataSourceProperties given) {
        if (given.getUrl() == null || given.getUsername() == null || given.getPassword() == null) {
            throw new StartupRefused(
                    "Profile postgres needs to know which PostgreSQL.",
                    "Set SPRING_DATASOURCE_URL (jdbc:postgresql://host:5432/kaipan), SPRING_DATASOURCE_USERNAME and"
                            + " SPRING_DATASOURCE_PASSWORD to the owner of the database.");
        }
        return new OwnerLogin(given.getUrl(), given.getUsername(), given.getPassword());
    }

    @Bean
    MasterKey masterKey(StoreSettings settings) {
        if (!settings.masterKey().isBlank()) {
            return MasterKey.parse(settings.masterKey(), "KAIPAN_MASTER_KEY");
        }
        if (!settings.masterKeyFile().isBlank()) {
            return MasterKeyFile.read(Path.of(settings.masterKeyFile()));
        }
        throw new StartupRefused(
                "Profile postgres needs a master key.",
                "Make one with: openssl rand -base64 32, keep it safe and apart from the database's backups, and set"
                        + " KAIPAN_MASTER_KEY or KAIPAN_MASTER_KEY_FILE.");
    }
}
