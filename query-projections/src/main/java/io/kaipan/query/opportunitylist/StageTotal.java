package io.kaipan.query.opportunitylist;

import io.kaipan.domain.shared.Money;

/**
 * The open opportunities in one stage, as the pipeline board shows them.
 *
 * @param stage its code
 * @param estimatedValue what they are thought to bring together
 * @param weightedValue each value times its win probability
 */
public record StageTotal(String stage, long count, Money estimatedValue, Money weightedValue) {}
