package io.kaipan.config.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kaipan keeps its data and how many connections it opens ({@code kaipan.store.*}).
 *
 * @param home the folder of everything Kaipan writes to disk
 * @param port the port of the embedded PostgreSQL
 * @param masterKey the master key, 32 bytes in base64; empty when it stands in a file
 * @param masterKeyFile the file with the master key; empty for the embedded default below {@code home}
 */
@ConfigurationProperties("kaipan.store")
record StoreSettings(
        Path home,
        int port,
        @DefaultValue("") String masterKey,
        @DefaultValue("") String masterKeyFile,
        Pool command,
        Pool projection,
        Pool query) {

    /**
     * One of the three ways into the database.
     *
     * @param size the most connections it opens
     * @param password the password of its role when an administrator made the role; otherwise Kaipan makes role and
     *     password by itself
     */
    record Pool(int size, @Nullable String password) {}
}
