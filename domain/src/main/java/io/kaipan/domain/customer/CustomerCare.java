package io.kaipan.domain.customer;

import io.kaipan.domain.user.UserName;

/** Who looks after whom (G-8): the owners of a customer's active leads and open opportunities. */
public interface CustomerCare {
    boolean isCaredForBy(CustomerId customer, UserName consultant);
}
