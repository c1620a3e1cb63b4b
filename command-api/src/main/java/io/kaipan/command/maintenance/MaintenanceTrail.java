package io.kaipan.command.maintenance;

import io.kaipan.domain.shared.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down who did what to the machinery, before it is done (AUD-6). */
@Component
public class MaintenanceTrail {
    private final JdbcClient jdbc;
    private final Clock clock;

    MaintenanceTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns once it is on disk.
     *
     * @param deed the mutation's name, for example {@code discardDeadLetter}
     * @param target what it is done to, for example a view's name
     * @param reason why; null where none is asked for
     */
    public void record(Actor actor, String deed, String target, @Nullable String reason) {
        jdbc.sql("""
                        INSERT INTO trail.maintenance (at, user_name, roles, deed, target, reason)
                        VALUES (:at, :user, :roles, :deed, :target, :reason)""")
                .param("at", Timestamp.from(clock.instant()))
                .param("user", actor.user())
                .param("roles", actor.roles().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("deed", deed)
                .param("target", target)
                .param("reason", reason)
                .update();
    }
}
