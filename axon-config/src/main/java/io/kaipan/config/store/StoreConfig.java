package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Prepares the database, whichever it is, and has the owner migrate it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreConfig {
    @Bean
    PreparedStore preparedStore(OwnerLogin owner, MasterKey masterKey, StoreSettings settings) {
        ApplicationRole command =
                ApplicationRole.of("kaipan_command", settings.command().password(), masterKey);
        ApplicationRole projection =
                ApplicationRole.of("kaipan_projection", settings.projection().password(), masterKey);
        ApplicationRole query =
                ApplicationRole.of("kaipan_query", settings.query().password(), masterKey);
        new DatabasePreparation(owner, masterKey, List.of(command, projection, query)).run();
        return new PreparedStore(owner, command, projection, query);
    }

    /** The owner's connections are for the migrations only: no pool, no bean that somebody else might use. */
    @Bean
    FlywayConnectionDetails migrateAsOwner(PreparedStore store) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return store.url();
            }

            @Override
            public String getUsername() {
                return store.owner().user();
            }

            @Override
            public String getPassword() {
                return store.owner().password();
            }
        };
    }

    @Bean
    FlywayMigrationStrategy migrateAndSeal(OwnerLogin owner, MasterKey masterKey) {
        return flyway -> {
            try {
                flyway.migrate();
            } catch (FlywayException e) {
                throw new StartupRefused(
                        "The tables can't be brought to the version of this Kaipan: " + e.getMessage(),
                        "Were the data written by a newer Kaipan? Then start that one, or restore a backup from before.",
                        e);
            }
            try (Connection connection = owner.connect()) {
                MasterKeySeal.set(connection, masterKey);
            } catch (SQLException e) {
                throw new IllegalStateException("The data can't be bound to their master key", e);
            }
        };
    }
}
