package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.customer_record}, personal data sealed, and how events change it. */
record StoredCustomer(
        CustomerId id,
        Named named,
        Reached reached,
        @Nullable CustomerId survivor,
        Instant registeredAt,
        String registeredBy,
        long version,
        Instant changedAt,
        @Nullable Instant forgottenAt) {
    static final Table<StoredCustomer> CUSTOMERS = Table.<StoredCustomer>named("customer_record", "customer_id")
            .text("customer_id", StoredCustomer::id)
            .number("version", StoredCustomer::version)
            .text("name_sealed", customer -> customer.named.name())
            .text("other_names_sealed", customer -> customer.named.others())
            .text("survivor_id", StoredCustomer::survivor)
            .text("phones_sealed", customer -> customer.reached.phones())
            .text("email_sealed", customer -> customer.reached.email())
            .text("identity_document_sealed", customer -> customer.reached.identityDocument())
            .text("address_sealed", customer -> customer.reached.address())
            .text("note_sealed", customer -> customer.reached.note())
            .numbers("name_tokens", customer -> customer.named.tokens())
            .numbers("phone_tokens", customer -> customer.reached.tokens())
            .instant("registered_at", StoredCustomer::registeredAt)
            .text("registered_by", StoredCustomer::registeredBy)
            .instant("changed_at", StoredCustomer::changedAt)
            .instant("forgotten_at", StoredCustomer::forgottenAt)
            .reads(row -> StoredCustomer.from(row, Tokens.in(row, "name_tokens"), Tokens.in(row, "phone_tokens")));

    /** The name, sealed, those of customers merged into this one (CUS-4), and the tokens of all of them. */
    record Named(@Nullable String name, @Nullable String others, Tokens tokens) {
        static final Named ERASED = new Named(null, null, Tokens.NONE);
        /** Names have no line breaks. */
        private static final String BETWEEN = "\n";

        static Named of(
                CustomerId customer,
                @Nullable String plain,
                @Nullable List<String> others,
                Sealing sealing,
                BlindIndex index) {
            String sealed = sealing.seal(customer, "name", plain);
            if (plain == null || sealed == null || others == null) {
                return ERASED;
            }
            Tokens tokens = index.ofName(plain);
            for (String other : others) {
                tokens = tokens.and(index.ofName(other));
            }
            return new Named(
                    sealed,
                    others.isEmpty() ? null : sealing.seal(customer, "other_names", String.join(BETWEEN, others)),
                    tokens);
        }

        /** The other names, opened; none once the customer is forgotten. */
        List<String> others(CustomerId customer, Sealing sealing) {
            return others(customer, others, sealing);
        }

        /** The same of a customer of whom no more is read. */
        static List<String> others(CustomerId customer, @Nullable String sealed, Sealing sealing) {
            String joined = sealing.open(customer, "other_names", sealed);
            return joined == null ? List.of() : List.of(joined.split(BETWEEN));
        }

        /** The same customer under another name. */
        Named renamed(CustomerId customer, @Nullable String plain, Sealing sealing, BlindIndex index) {
            return of(customer, plain, others(customer, sealing), sealing, index);
        }

        /** The same customer with other names beside it. */
        Named alsoKnownAs(CustomerId customer, @Nullable List<String> plain, Sealing sealing, BlindIndex index) {
            return of(customer, sealing.open(customer, "name", name), plain, sealing, index);
        }
    }

    /** Phones and details, sealed, and the phones' tokens. */
    record Reached(
            @Nullable String phones,
            Tokens tokens,
            @Nullable String email,
            @Nullable String identityDocument,
            @Nullable String address,
            @Nullable String note) {
        static final Reached ERASED = new Reached(null, Tokens.NONE, null, null, null, null);

        static Reached of(
                CustomerId customer,
                @Nullable List<PhoneNumber> phones,
                @Nullable CustomerDetails details,
                Sealing sealing,
                BlindIndex index) {
            if (phones == null) {
                return ERASED;
            }
            List<String> numbers = phones.stream().map(PhoneNumber::value).toList();
            String sealed = sealing.sealPhones(customer, "phones", numbers);
            CustomerDetails known = details == null ? CustomerDetails.NONE : details;
            return sealed == null
                    ? ERASED
                    : new Reached(
                            sealed,
                            index.ofPhones(numbers),
                            sealing.seal(customer, "email", known.email()),
                            sealing.seal(customer, "identity_document", known.identityDocument()),
                            sealing.seal(customer, "address", known.address()),
                            sealing.seal(customer, "note", known.note()));
        }
    }

    static StoredCustomer registered(CustomerRegistered event, Recorded recorded, Sealing sealing, BlindIndex index) {
        return new StoredCustomer(
                event.customer(),
                Named.of(event.customer(), event.name(), List.of(), sealing, index),
                Reached.of(event.customer(), event.phones(), event.details(), sealing, index),
                null,
                recorded.at(),
                recorded.by(),
                recorded.version(),
                recorded.at(),
                null);
    }

    /** The customer after an event other than the registration. */
    StoredCustomer after(CustomerEvent event, Recorded recorded, Sealing sealing, BlindIndex index) {
        return switch (event) {
            case CustomerRegistered e ->
                throw new IllegalArgumentException("A customer is registered once: " + e.customer());
            case CustomerRenamed e -> changed(named.renamed(id, e.name(), sealing, index), reached, recorded, null);
            case CustomerDetailsChanged e ->
                changed(named, Reached.of(id, e.phones(), e.details(), sealing, index), recorded, null);
            case RelativeLinked e -> touched(recorded);
            case RelativeLinkApproved e -> touched(recorded);
            case RelativeLinkRefused e -> touched(recorded);
            case RelativeRemoved e -> touched(recorded);
            case CustomersMerged e ->
                changed(
                                named.alsoKnownAs(id, e.otherNames(), sealing, index),
                                Reached.of(id, e.phones(), e.details(), sealing, index),
                                recorded,
                                null)
                        .stoodForBy(e.survivor().equals(id) ? survivor : e.survivor());
            case CustomersUnmerged e ->
                changed(
                                named.alsoKnownAs(id, e.otherNames(), sealing, index),
                                Reached.of(id, e.phones(), e.details(), sealing, index),
                                recorded,
                                null)
                        .stoodForBy(
                                e.survivor().equals(id) ? survivor : e.merged().equals(id) ? null : e.merged());
            case CustomerForgotten e -> changed(Named.ERASED, Reached.ERASED, recorded, recorded.at());
        };
    }

    /** The customer after a change of what stands in other tables. */
    private StoredCustomer touched(Recorded recorded) {
        return changed(named, reached, recorded, forgottenAt);
    }

    private StoredCustomer stoodForBy(@Nullable CustomerId next) {
        return new StoredCustomer(
                id, named, reached, next, registeredAt, registeredBy, version, changedAt, forgottenAt);
    }

    private StoredCustomer changed(
            Named nextName, Reached nextReached, Recorded recorded, @Nullable Instant nextForgottenAt) {
        return new StoredCustomer(
                id,
                nextName,
                nextReached,
                survivor,
                registeredAt,
                registeredBy,
                recorded.version(),
                recorded.at(),
                nextForgottenAt);
    }

    /** Reads a row. @param nameTokens and {@code phoneTokens} are left to those who need them: questions don't */
    static StoredCustomer from(ResultSet row, Tokens nameTokens, Tokens phoneTokens) throws SQLException {
        return new StoredCustomer(
                new CustomerId(row.getString("customer_id")),
                new Named(row.getString("name_sealed"), row.getString("other_names_sealed"), nameTokens),
                new Reached(
                        row.getString("phones_sealed"),
                        phoneTokens,
                        row.getString("email_sealed"),
                        row.getString("identity_document_sealed"),
                        row.getString("address_sealed"),
                        row.getString("note_sealed")),
                Columns.valueOrNull(row, "survivor_id", CustomerId::new),
                Columns.instant(row, "registered_at"),
                row.getString("registered_by"),
                row.getLong("version"),
                Columns.instant(row, "changed_at"),
                Columns.instantOrNull(row, "forgotten_at"));
    }
}
