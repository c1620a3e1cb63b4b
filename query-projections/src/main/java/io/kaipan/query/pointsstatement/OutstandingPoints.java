package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.PointsKind;
import org.jspecify.annotations.Nullable;

/**
 * Points that are there to be used (ANA-7).
 *
 * @param kind what they were given for; null for adjustments by hand
 * @param accounts how many accounts have such points
 */
public record OutstandingPoints(@Nullable PointsKind kind, long points, long accounts) {}
