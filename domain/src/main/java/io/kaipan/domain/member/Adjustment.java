package io.kaipan.domain.member;

/** An adjustment that waits for approval. @param requestedBy login name of who asked */
record Adjustment(AdjustmentId id, int points, String reason, String requestedBy) {
    boolean says(int otherPoints, String otherReason) {
        return points == otherPoints && reason.equals(otherReason);
    }
}
