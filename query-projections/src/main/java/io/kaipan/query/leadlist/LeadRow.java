package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadOutcome;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.userlist.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead as the asker may see it (LEA-1, G-8).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param topic 主题; null when masked, "erased" when the customer is forgotten
 * @param project the project's code
 * @param followUpLevel null when nobody has set one
 * @param description appearance, car, voice; null when there is none, masked or erased
 * @param owner null while nobody owns it
 * @param occurredAt when the contact happened that made it a lead (G-10)
 * @param registeredAt when it was recorded (G-10)
 * @param lastContactAt when the customer was last reached; the contact that made it a lead counts
 * @param masked whether personal data is masked because the asker may not see it (G-8)
 * @param forgotten whether the customer is forgotten (G-5)
 * @param known its details; null when it was read as {@link LeadExtent#LISTED}
 */
public record LeadRow(
        LeadId id,
        long version,
        LeadState state,
        @Nullable String topic,
        ProjectCode project,
        String awarenessChannel,
        @Nullable String followUpLevel,
        @Nullable String description,
        Customer customer,
        @Nullable UserRef owner,
        Instant occurredAt,
        Instant registeredAt,
        Instant lastContactAt,
        boolean masked,
        boolean forgotten,
        @Nullable Details known) {

    /**
     * What lists don't show.
     *
     * @param nameGiven the customer's name as given with this lead, whatever the customer's record says; masked or "erased"
     *     like the record's
     * @param contact 目标联系人; null when there is none, masked or erased
     * @param registeredBy login name of who recorded it; of imported history the importer
     * @param originalAuthor who wrote imported history down first; null when it was not imported
     * @param closing null unless it was closed; reactivating takes it away (the history keeps it)
     * @param opportunity what it became by {@code QualifyLead}; null otherwise
     * @param changedAt when its last event was recorded
     */
    public record Details(
            String nameGiven,
            @Nullable Contact contact,
            String registeredBy,
            @Nullable String originalAuthor,
            @Nullable Closing closing,
            @Nullable OpportunityId opportunity,
            Instant changedAt) {}

    /** @throws IllegalStateException when they were not read */
    private Details details() {
        if (known == null) {
            throw new IllegalStateException("Of " + id + " only what lists show was read");
        }
        return known;
    }

    /** As its details say. */
    public String nameGiven() {
        return details().nameGiven();
    }

    /** As its details say. */
    public @Nullable Contact contact() {
        return details().contact();
    }

    /** As its details say. */
    public String registeredBy() {
        return details().registeredBy();
    }

    /** As its details say. */
    public @Nullable String originalAuthor() {
        return details().originalAuthor();
    }

    /** As its details say. */
    public @Nullable Closing closing() {
        return details().closing();
    }

    /** As its details say. */
    public @Nullable OpportunityId opportunity() {
        return details().opportunity();
    }

    /** As its details say. */
    public Instant changedAt() {
        return details().changedAt();
    }

    /**
     * The lead's customer, as far as a list shows them.
     *
     * @param name plain, masked (张*) or "erased"
     * @param phones in E.164, masked (138****1234), or none when erased
     * @param survivor who stands for them since a merge (CUS-4); null when they stand for themselves
     */
    public record Customer(
            CustomerId id,
            String name,
            List<String> phones,
            boolean forgotten,
            @Nullable CustomerId survivor) {
        /** The first of the phones; "erased" when there is none. */
        public String phone() {
            return phones.isEmpty() ? Masking.ERASED : phones.getFirst();
        }
    }

    /** Another person to talk to. @param phone in E.164; null when unknown */
    public record Contact(String name, @Nullable String phone) {}

    /**
     * How a lead was closed (LEA-4).
     *
     * @param reason code of the project's close reason; null unless UNQUALIFIED
     * @param existingCustomer the customer already in the books; null unless named
     * @param existingOpportunity the opportunity already in the books; null unless named
     * @param note null when there is none, masked or erased
     * @param by login name
     */
    public record Closing(
            LeadOutcome outcome,
            @Nullable String reason,
            @Nullable CustomerId existingCustomer,
            @Nullable OpportunityId existingOpportunity,
            @Nullable String note,
            Instant at,
            String by) {}
}
