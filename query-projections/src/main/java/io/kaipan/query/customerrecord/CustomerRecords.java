package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Customers as an actor may see them (G-8). */
@Component
public class CustomerRecords {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "customer-record";

    /** A page of customers. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order */
    public Page<CustomerRow> page(CustomerFilter filter, CustomerOrder order, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** How many customers there are; a statement of its own, so only for those who ask. */
    public CappedCount count(CustomerFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Several customers in one statement; those that don't exist or must not be seen are missing from the answer. */
    public Map<CustomerId, CustomerRow> find(Collection<CustomerId> ids, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One customer; empty when they do not exist or must not be seen. */
    public Optional<CustomerRow> find(CustomerId id, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
