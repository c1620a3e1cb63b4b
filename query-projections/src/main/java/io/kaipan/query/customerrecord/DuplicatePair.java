package io.kaipan.query.customerrecord;

import java.util.Set;

/** Two customers who may be one person (CUS-4), and why. */
public record DuplicatePair(CustomerRow one, CustomerRow other, Set<DuplicateReason> reasons) {}
