package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.personaldata.SearchTerm;
import io.kaipan.query.userlist.UserRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens leads as far as an actor may see them: plain, masked (G-8) or erased (G-5). */
final class LeadOpening {
    private final PersonalDataVault vault;
    private final Sealing sealing;

    LeadOpening(PersonalDataVault vault) {
        this.vault = vault;
        this.sealing = new Sealing(vault, LeadList.VIEW);
    }

    /** Opens leads in their order, null for those that the search doesn't mean after all. */
    List<@Nullable LeadRow> open(List<FoundLead> found, Optional<SearchTerm> search, Actor actor) {
        vault.prepare(
                found.stream().map(lead -> lead.customer().id()).distinct().toList());
        return found.stream().map(lead -> open(lead, search, actor)).toList();
    }

    private @Nullable LeadRow open(FoundLead found, Optional<SearchTerm> search, Actor actor) {
        StoredCustomer stored = found.customer();
        FoundLead.Details rest = found.details();
        boolean seen = actor.seesPersonalDataOf(found.project().value(), owner(found));
        String name = sealing.open(stored.id(), "name", stored.name());
        String given = rest == null ? name : sealing.open(stored.id(), "name_given", rest.nameGiven());
        if (stored.forgotten() || name == null || given == null) {
            return search.isPresent() ? null : forgotten(found);
        }
        List<String> phones = sealing.openPhones(stored.id(), "phones", stored.phones());
        if (search.isPresent() && !search.get().matches(List.of(name, given), phones, seen)) {
            return null;
        }
        return seen ? plain(found, name, given, phones) : masked(found, name, given, phones);
    }

    private static @Nullable String owner(FoundLead found) {
        UserRef owner = found.owner();
        return owner == null ? null : owner.userName().value();
    }

    private LeadRow plain(FoundLead found, String name, String given, List<String> phones) {
        CustomerId customer = found.customer().id();
        FoundLead.Details rest = found.details();
        return row(
                found,
                sealing.open(customer, "topic", found.topic()),
                sealing.open(customer, "description", found.description()),
                new LeadRow.Customer(
                        customer, name, phones, false, found.customer().survivor()),
                false,
                rest == null ? null : details(rest, given, contact(customer, rest), note(customer, rest)));
    }

    private LeadRow.@Nullable Contact contact(CustomerId customer, FoundLead.Details rest) {
        String name = sealing.open(customer, "contact_name", rest.contactName());
        return name == null
                ? null
                : new LeadRow.Contact(name, sealing.open(customer, "contact_phone", rest.contactPhone()));
    }

    private @Nullable String note(CustomerId customer, FoundLead.Details rest) {
        StoredLead.Closed closed = rest.closed();
        return closed == null ? null : sealing.open(customer, "closed_note", closed.note());
    }

    private static LeadRow masked(FoundLead found, String name, String given, List<String> phones) {
        LeadRow.Customer customer = new LeadRow.Customer(
                found.customer().id(),
                Masking.name(name),
                phones.stream().map(Masking::phone).toList(),
                false,
                found.customer().survivor());
        FoundLead.Details rest = found.details();
        return row(
                found,
                null,
                null,
                customer,
                true,
                rest == null ? null : details(rest, Masking.name(given), null, null));
    }

    private static LeadRow forgotten(FoundLead found) {
        LeadRow.Customer customer = new LeadRow.Customer(
                found.customer().id(),
                Masking.ERASED,
                List.of(),
                true,
                found.customer().survivor());
        FoundLead.Details rest = found.details();
        return row(
                found,
                Masking.ERASED,
                null,
                customer,
                false,
                rest == null ? null : details(rest, Masking.ERASED, null, null));
    }

    private static LeadRow row(
            FoundLead found,
            @Nullable String topic,
            @Nullable String description,
            LeadRow.Customer customer,
            boolean masked,
            LeadRow.@Nullable Details details) {
        return new LeadRow(
                found.id(),
                found.version(),
                found.state(),
                topic,
                found.project(),
                found.awarenessChannel(),
                found.followUpLevel(),
                description,
                customer,
                found.owner(),
                found.occurredAt(),
                found.registeredAt(),
                found.lastContactAt(),
                masked,
                customer.forgotten(),
                details);
    }

    private static LeadRow.Details details(
            FoundLead.Details found, String nameGiven, LeadRow.@Nullable Contact contact, @Nullable String note) {
        return new LeadRow.Details(
                nameGiven,
                contact,
                found.registeredBy(),
                found.originalAuthor(),
                found.closed() == null ? null : closing(found.closed(), note),
                found.opportunity(),
                found.changedAt());
    }

    private static LeadRow.Closing closing(StoredLead.Closed closed, @Nullable String note) {
        return new LeadRow.Closing(
                closed.outcome(),
                closed.reason(),
                closed.customer(),
                closed.opportunity(),
                note,
                closed.at(),
                closed.by());
    }
}
