package io.kaipan.domain.opportunity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each open opportunity is to be looked at again, whether a reminder is due (OPP-8). A new opportunity is looked at
 * soon by itself. Writes belong to the command's transaction.
 */
public interface FollowUpClock {
    /** @param at when to look; null means not until somebody says so again */
    void lookAt(OpportunityId opportunity, @Nullable Instant at);
}
