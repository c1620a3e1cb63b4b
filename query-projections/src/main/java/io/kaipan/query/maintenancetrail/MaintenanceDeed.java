package io.kaipan.query.maintenancetrail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One deed, written down before it was done.
 *
 * @param user login name
 * @param roles held at that moment
 * @param deed the mutation's name, for example {@code discardDeadLetter}
 * @param target what it was done to
 * @param reason why; null where none is asked for
 */
public record MaintenanceDeed(
        long id,
        Instant at,
        String user,
        List<String> roles,
        String deed,
        String target,
        @Nullable String reason) {}
