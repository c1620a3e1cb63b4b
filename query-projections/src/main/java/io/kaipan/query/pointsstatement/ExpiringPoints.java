package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.PointsKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Points that count no more from some day of a month on, as far as they are not used before (PTS-7).
 *
 * @param month its first day
 * @param kind what they were given for; null for adjustments by hand
 * @param accounts how many accounts have such points
 */
public record ExpiringPoints(LocalDate month, @Nullable PointsKind kind, long points, long accounts) {}
