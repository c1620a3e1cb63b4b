package io.kaipan.domain.member;

/** Points that an entry takes from an earlier one. @param entry number of the entry that had brought them */
public record PointsUse(int entry, int points) {}
