package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.personaldata.SearchTerm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens customers as far as an actor may see them: plain, masked (G-8) or erased (G-5). */
final class CustomerOpening {
    private final PersonalDataVault vault;
    private final Sealing sealing;

    CustomerOpening(PersonalDataVault vault) {
        this.vault = vault;
        this.sealing = new Sealing(vault, CustomerRecords.VIEW);
    }

    /** Opens customers in their order, null for those that the search doesn't mean after all. */
    List<@Nullable CustomerRow> open(List<FoundCustomer> found, Optional<SearchTerm> search) {
        vault.prepare(found.stream().map(customer -> customer.customer().id()).toList());
        return found.stream().map(customer -> open(customer, search)).toList();
    }

    private @Nullable CustomerRow open(FoundCustomer found, Optional<SearchTerm> search) {
        CustomerId id = found.customer().id();
        String name = sealing.open(id, "name", found.customer().named().name());
        List<String> phones =
                sealing.openPhones(id, "phones", found.customer().reached().phones());
        if (found.customer().forgottenAt() != null || name == null) {
            return search.isPresent() ? null : row(found, Masking.ERASED, List.of(), List.of(), null, false, true);
        }
        List<String> others = found.customer().named().others(id, sealing);
        List<String> names = Stream.concat(Stream.of(name), others.stream()).toList();
        if (search.isPresent() && !search.get().matches(names, phones, found.seen())) {
            return null;
        }
        return found.seen()
                ? row(found, name, others, phones, details(found.customer()), false, false)
                : row(
                        found,
                        Masking.name(name),
                        List.of(),
                        phones.stream().map(Masking::phone).toList(),
                        null,
                        true,
                        false);
    }

    private CustomerRow.@Nullable Details details(StoredCustomer customer) {
        StoredCustomer.Reached sealed = customer.reached();
        CustomerRow.Details details = new CustomerRow.Details(
                sealing.open(customer.id(), "email", sealed.email()),
                sealing.open(customer.id(), "identity_document", sealed.identityDocument()),
                sealing.open(customer.id(), "address", sealed.address()),
                sealing.open(customer.id(), "note", sealed.note()));
        return details.equals(CustomerRow.Details.UNKNOWN) ? null : details;
    }

    private static CustomerRow row(
            FoundCustomer found,
            String name,
            List<String> otherNames,
            List<String> phones,
            CustomerRow.@Nullable Details details,
            boolean masked,
            boolean forgotten) {
        StoredCustomer customer = found.customer();
        return new CustomerRow(
                customer.id(),
                customer.version(),
                name,
                otherNames,
                phones,
                details,
                customer.registeredAt(),
                customer.registeredBy(),
                customer.changedAt(),
                found.leads(),
                found.opportunities(),
                customer.survivor(),
                found.merged(),
                masked,
                forgotten,
                customer.forgottenAt());
    }
}
