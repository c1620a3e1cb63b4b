package io.kaipan.domain.lead;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RegistersPerson;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.NewId;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. */
public sealed interface LeadCommand {
    @TargetAggregateIdentifier
    LeadId lead();

    /**
     * Registers a lead (LEA-1) and, by phone, its customer (CUS-2). When the customer has an ACTIVE lead in the project,
     * the contact is logged on that one, which is also the answer (LEA-8).
     *
     * @param topic 主题: what they asked about
     * @param awarenessChannel code from the project's policy
     * @param followUpLevel code from the project's policy
     * @param description appearance, car, voice
     * @param contact 目标联系人: another person to talk to
     * @param owner the consultant; null means the sender when they are one, otherwise nobody yet
     * @param occurredAt when the contact happened; null means now (G-10)
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.CHANNEL, Role.SALES_MANAGER, Role.MARKETING})
    record RegisterLead(
            @NewId LeadId lead,
            @Text(max = 200) String topic,
            ProjectCode project,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable @Text(max = 2000) String description,
            NewCustomer customer,
            @Nullable ContactPerson contact,
            @Nullable UserName owner,
            @Nullable Instant occurredAt,
            @Nullable String originalAuthor)
            implements LeadCommand, RegistersPerson {}

    /** Replaces what a lead says (LEA-1): what is left out is removed. Components as for {@link RegisterLead}. */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record EditLead(
            LeadId lead,
            @Text(max = 200) String topic,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable @Text(max = 2000) String description,
            @Nullable ContactPerson contact)
            implements LeadCommand {}

    /** Hands a lead to a consultant. */
    @SentBy(Role.SALES_MANAGER)
    record AssignLead(
            LeadId lead, UserName owner, @Text(max = 500) String reason) implements LeadCommand {}

    /**
     * Writes down a contact with the customer.
     *
     * @param reached whether the customer was reached; only that counts as contact (OPP-3)
     * @param occurredAt when it happened; null means now (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record LogLeadInteraction(
            LeadId lead,
            InteractionKind kind,
            @Text(max = 2000) String content,
            boolean reached,
            @Nullable Instant occurredAt)
            implements LeadCommand {}

    /**
     * Opens an opportunity from a lead, 转销售机会 (LEA-3).
     *
     * @param opportunity id of the opportunity to open
     * @param stage code from the project's policy; null means its first
     * @param followUpLevel code from the project's policy; null means the lead's own
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record QualifyLead(
            LeadId lead,
            @NewId OpportunityId opportunity,
            @Nullable String stage,
            @Nullable String followUpLevel) implements LeadCommand {}

    /**
     * Closes a lead (LEA-4).
     *
     * @param reason code of one of the project's close reasons; required for UNQUALIFIED
     * @param existingCustomer the customer already in the books, for QUALIFIED
     * @param existingOpportunity the opportunity already in the books, for QUALIFIED
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record CloseLead(
            LeadId lead,
            LeadOutcome outcome,
            @Nullable String reason,
            @Nullable CustomerId existingCustomer,
            @Nullable OpportunityId existingOpportunity,
            @Nullable @Text(max = 2000) String note)
            implements LeadCommand {}

    /** Takes an UNQUALIFIED lead up again (LEA-5). */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record ReactivateLead(LeadId lead, @Text(max = 500) String reason) implements LeadCommand {}
}
