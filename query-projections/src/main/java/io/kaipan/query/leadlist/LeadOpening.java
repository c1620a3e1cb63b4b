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
        StoredLead.Origin origin = found.lead().origin();
        boolean seen = actor.seesPersonalDataOf(origin.project().value(), owner(found));
        String name = sealing.open(stored.id(), "name", stored.name());
        String given = sealing.open(stored.id(), "name_given", origin.nameGiven());
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
        StoredLead.Content content = found.lead().content();
        StoredLead.Closed closed = found.lead().standing().closed();
        String contact = sealing.open(customer, "contact_name", content.contactName());
        return row(
                found,
                sealing.open(customer, "topic", content.topic()),
                sealing.open(customer, "description", content.description()),
                new LeadRow.Customer(
                        customer, name, phones, false, found.customer().survivor()),
                given,
                contact == null
                        ? null
                        : new LeadRow.Contact(contact, sealing.open(customer, "contact_phone", content.contactPhone())),
                closed == null ? null : sealing.open(customer, "closed_note", closed.note()),
                false);
    }

    private static LeadRow masked(FoundLead found, String name, String given, List<String> phones) {
        LeadRow.Customer customer = new LeadRow.Customer(
                found.customer().id(),
                Masking.name(name),
                phones.stream().map(Masking::phone).toList(),
                false,
                found.customer().survivor());
        return row(found, null, null, customer, Masking.name(given), null, null, true);
    }

    private static LeadRow forgotten(FoundLead found) {
        LeadRow.Customer customer = new LeadRow.Customer(
                found.customer().id(),
                Masking.ERASED,
                List.of(),
                true,
                found.customer().survivor());
        return row(found, Masking.ERASED, null, customer, Masking.ERASED, null, null, false);
    }

    private static LeadRow row(
            FoundLead found,
            @Nullable String topic,
            @Nullable String description,
            LeadRow.Customer customer,
            String nameGiven,
            LeadRow.@Nullable Contact contact,
            @Nullable String note,
            boolean masked) {
        StoredLead lead = found.lead();
        StoredLead.Origin origin = lead.origin();
        StoredLead.Standing standing = lead.standing();
        return new LeadRow(
                origin.lead(),
                lead.version(),
                standing.state(),
                topic,
                origin.project(),
                lead.content().awarenessChannel(),
                lead.content().followUpLevel(),
                description,
                customer,
                nameGiven,
                contact,
                found.owner(),
                origin.occurredAt(),
                origin.registeredAt(),
                origin.registeredBy(),
                origin.originalAuthor(),
                standing.lastContactAt(),
                standing.closed() == null ? null : closing(standing.closed(), note),
                standing.opportunity(),
                lead.changedAt(),
                masked,
                customer.forgotten());
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
