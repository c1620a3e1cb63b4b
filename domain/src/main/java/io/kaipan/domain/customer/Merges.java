package io.kaipan.domain.customer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which customers were merged into which, and whose records are whose therefore (CUS-4). Reads and writes take part in the
 * command's transaction.
 */
public interface Merges {
    /**
     * Two records of which one customer has at most one.
     *
     * @param rule that they would break
     * @param project of both; empty when they belong to none
     */
    record Clash(CustomerRule rule, String project, String survivors, String mergeds) {}

    /** Until the command ends, nothing is registered, opened or reopened for any of these customers elsewhere. */
    void hold(Collection<CustomerId> customers);

    /** What two customers have in the same project, though one customer has at most one of it; empty when nothing. */
    Optional<Clash> clash(CustomerId survivor, CustomerId merged);

    /** Gives a customer's records to another. @param group the customer and all merged into them before */
    void join(CustomerId survivor, List<CustomerId> group);

    /** Gives back what was the group's own. @param group the customer who stands alone again, and all merged into them */
    void part(CustomerId survivor, List<CustomerId> group);
}
