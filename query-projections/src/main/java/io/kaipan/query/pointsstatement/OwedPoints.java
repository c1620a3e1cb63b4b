package io.kaipan.query.pointsstatement;

/** Points that members owe (CHG-R2). @param accounts how many accounts owe some */
public record OwedPoints(long points, long accounts) {}
