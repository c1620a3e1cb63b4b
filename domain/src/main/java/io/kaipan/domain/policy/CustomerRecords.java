package io.kaipan.domain.policy;

import io.kaipan.domain.customer.CustomerId;
import java.util.List;

/** Which records are about a customer. */
public interface CustomerRecords {
    /** The ids of the customer's opportunities, open or not, and of their active leads. */
    List<String> of(CustomerId customer);
}
