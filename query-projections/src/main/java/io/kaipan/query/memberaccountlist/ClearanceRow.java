package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.project.ProjectCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clearance for another city as the asker may see it (PRC-5, G-8).
 *
 * @param project through which it was recorded
 * @param clearance name of the document; null when masked, and once the customer is forgotten
 * @param occurredAt when it was given (G-10)
 * @param recordedBy login name
 */
public record ClearanceRow(
        ProjectCode project,
        String city,
        @Nullable String clearance,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {}
