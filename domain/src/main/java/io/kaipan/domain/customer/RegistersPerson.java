package io.kaipan.domain.customer;

/**
 * A command that mostly brings somebody into the books whom nobody knows. Nothing that its handler reads after a claim
 * depends on the claim being held, unless somebody else turns out to hold it: so claims for a new customer may be carried
 * out together with the events.
 */
public interface RegistersPerson {}
