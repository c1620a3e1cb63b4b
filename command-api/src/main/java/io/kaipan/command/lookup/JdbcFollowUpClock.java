package io.kaipan.command.lookup;

import io.kaipan.domain.opportunity.FollowUpClock;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.WaitingOpportunities;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When to look at opportunities again (OPP-8): {@code lookup.opportunity.look_at}, and for all of a project, which may be very
 * many, a note in {@code lookup.look_again} that rounds work off.
 */
@Component
class JdbcFollowUpClock implements FollowUpClock, WaitingOpportunities {
    private final JdbcClient jdbc;

    JdbcFollowUpClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lookAt(OpportunityId opportunity, @Nullable Instant at) {
        jdbc.sql("UPDATE lookup.opportunity SET look_at = ? WHERE opportunity_id = ?")
                .params(at == null ? null : at.atOffset(ZoneOffset.UTC), opportunity.value())
                .update();
    }

    @Override
    public void lookAtAll(ProjectCode project) {
        jdbc.sql("""
                INSERT INTO lookup.look_again (project, behind) VALUES (?, '')
                ON CONFLICT (project) DO UPDATE SET behind = ''""").param(project.value()).update();
    }
}
