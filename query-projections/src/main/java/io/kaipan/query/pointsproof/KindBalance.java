package io.kaipan.query.pointsproof;

import io.kaipan.domain.member.PointsKind;
import org.jspecify.annotations.Nullable;

/**
 * The points of one kind: what was brought, less what was taken of it, is left.
 *
 * @param kind null for those added by hand
 * @param taken by redemptions, expiries, voidings and adjustments, or to make a debt good
 */
public record KindBalance(@Nullable PointsKind kind, long brought, long taken, long left) {}
