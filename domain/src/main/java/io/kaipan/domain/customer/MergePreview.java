package io.kaipan.domain.customer;

/**
 * Asks what a merge would make of two customers (CUS-4); nothing changes. Answered by {@link MergeOutcome}, or refused as the
 * merge would be.
 */
public record MergePreview(CustomerId survivor, CustomerId merged) {}
