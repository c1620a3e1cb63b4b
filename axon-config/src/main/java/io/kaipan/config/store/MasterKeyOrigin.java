package io.kaipan.config.store;

import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Where the master key comes from. */
@Component
public class MasterKeyOrigin {
    private final StoreSettings settings;

    MasterKeyOrigin(StoreSettings settings) {
        this.settings = settings;
    }

    /** Whether nobody has said which master key to take, so that it is the one Kaipan has made for itself. */
    public boolean isGenerated() {
        return settings.masterKey().isBlank() && settings.masterKeyFile().isBlank();
    }

    /** Where Kaipan keeps the key that it makes for itself. */
    public Path place() {
        return settings.home().toAbsolutePath().normalize().resolve("keys").resolve("master.key");
    }
}
