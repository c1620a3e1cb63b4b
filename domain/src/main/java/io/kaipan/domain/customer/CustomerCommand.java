package io.kaipan.domain.customer;

import io.kaipan.domain.shared.NewId;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about a customer. */
public sealed interface CustomerCommand {
    @TargetAggregateIdentifier
    CustomerId customer();

    /**
     * Registers a person, or answers with the one already there under one of the numbers (CUS-1, CUS-2).
     *
     * @param phones at least one; kept in E.164
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.CHANNEL, Role.SALES_MANAGER})
    record RegisterCustomer(
            @NewId CustomerId customer,
            @Text(max = 50) String name,
            List<PhoneNumber> phones,
            @Nullable CustomerDetails details)
            implements CustomerCommand, RegistersPerson {}

    /** Corrects or changes a name, 修改客户姓名 (CUS-3). */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record RenameCustomer(
            CustomerId customer,
            @Text(max = 50) String name,
            @Text(max = 500) String reason) implements CustomerCommand {}

    /**
     * Replaces phone numbers and details, 修改客户基本资料 (CUS-3): what is left out is removed.
     *
     * @param phones at least one; kept in E.164
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record ChangeCustomerDetails(
            CustomerId customer,
            List<PhoneNumber> phones,
            @Nullable CustomerDetails details,
            @Text(max = 500) String reason)
            implements CustomerCommand {}

    /**
     * Links an immediate relative, 直系亲属 (CUS-5). The link counts once a manager has approved it.
     *
     * @param relative the other customer
     * @param relation what the relative is to the customer
     * @param proof the name of the document that proves it
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record LinkRelative(
            CustomerId customer,
            CustomerId relative,
            Relation relation,
            @Text(max = 200) String proof) implements CustomerCommand {}

    /** Approves a link to a relative (CUS-5), never by who asked for it (G-9). @param relative the other customer */
    @SentBy(Role.SALES_MANAGER)
    record ApproveRelativeLink(CustomerId customer, CustomerId relative) implements CustomerCommand {}

    /** Refuses a link to a relative that waits for approval (CUS-5). @param relative the other customer */
    @SentBy(Role.SALES_MANAGER)
    record RefuseRelativeLink(
            CustomerId customer,
            CustomerId relative,
            @Text(max = 500) String reason) implements CustomerCommand {}

    /** Takes a link to a relative away (CUS-5); an approved one only by a manager. @param relative the other customer */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record RemoveRelative(
            CustomerId customer,
            CustomerId relative,
            @Text(max = 500) String reason) implements CustomerCommand {}

    /**
     * Makes two customers one (CUS-4). Everything of both is found under the survivor.
     *
     * @param customer the survivor: who stays
     * @param merged who turned out to be the same person
     */
    @SentBy(Role.SALES_MANAGER)
    record MergeCustomers(
            CustomerId customer,
            CustomerId merged,
            @Text(max = 500) String reason) implements CustomerCommand {}

    /**
     * Undoes a merge (CUS-4): each has what was theirs before it; what came since stays with the survivor.
     *
     * @param customer the survivor
     * @param merged who stands alone again
     */
    @SentBy(Role.SALES_MANAGER)
    record UnmergeCustomers(
            CustomerId customer,
            CustomerId merged,
            @Text(max = 500) String reason) implements CustomerCommand {}

    /**
     * Destroys the keys of a person's personal data for good (G-5): the customer's, and those of all who were merged into
     * them. The log stays whole.
     */
    @SentBy({Role.SALES_MANAGER, Role.ADMIN})
    record ForgetCustomer(
            CustomerId customer, @Text(max = 500) String reason) implements CustomerCommand {}
}
