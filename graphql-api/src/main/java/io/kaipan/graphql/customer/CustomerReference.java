package io.kaipan.graphql.customer;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.query.leadlist.LeadRow;
import java.util.List;
import java.util.Set;

/** What a lead's row says about its customer: enough for a list. @param known the fields it answers */
public record CustomerReference(
        CustomerId id,
        String name,
        String phone,
        List<String> phones,
        boolean masked,
        boolean forgotten,
        Set<String> known) {
    private static final Set<String> ALL = Set.of("id", "name", "phone", "phones", "masked", "forgotten");
    /** Of a customer who stands for the lead's own since a merge (CUS-4), the lead's row knows no more. */
    private static final Set<String> ID = Set.of("id");

    public static CustomerReference of(LeadRow lead) {
        LeadRow.Customer customer = lead.customer();
        return new CustomerReference(
                customer.survivor() == null ? customer.id() : customer.survivor(),
                customer.name(),
                customer.phone(),
                customer.phones(),
                lead.masked(),
                customer.forgotten(),
                customer.survivor() == null ? ALL : ID);
    }
}
