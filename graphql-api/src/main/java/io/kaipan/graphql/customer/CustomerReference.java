package io.kaipan.graphql.customer;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.query.leadlist.LeadRow;
import java.util.List;
import java.util.Set;

/** What a lead's row says about its customer: enough for a list. */
public record CustomerReference(
        CustomerId id, String name, String phone, List<String> phones, boolean masked, boolean forgotten) {
    static final Set<String> KNOWN = Set.of("id", "name", "phone", "phones", "masked", "forgotten");

    public static CustomerReference of(LeadRow lead) {
        LeadRow.Customer customer = lead.customer();
        return new CustomerReference(
                customer.id(),
                customer.name(),
                customer.phone(),
                customer.phones(),
                lead.masked(),
                customer.forgotten());
    }
}
