package io.kaipan.domain.customer;

import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a customer. Personal data reads null once the customer is forgotten. */
public sealed interface CustomerEvent {
    CustomerId customer();

    @LoggedAs("customer.CustomerRegistered")
    record CustomerRegistered(
            @DataSubject CustomerId customer,
            @PersonalData String name,
            @PersonalData List<PhoneNumber> phones,
            @PersonalData @Nullable CustomerDetails details)
            implements CustomerEvent {}

    @LoggedAs("customer.CustomerRenamed")
    record CustomerRenamed(
            @DataSubject CustomerId customer,
            @PersonalData String name,
            @PersonalData String reason) implements CustomerEvent {}

    @LoggedAs("customer.CustomerDetailsChanged")
    record CustomerDetailsChanged(
            @DataSubject CustomerId customer,
            @PersonalData List<PhoneNumber> phones,
            @PersonalData @Nullable CustomerDetails details,
            @PersonalData String reason)
            implements CustomerEvent {}

    @LoggedAs("customer.RelativeLinked")
    record RelativeLinked(
            @DataSubject CustomerId customer,
            CustomerId relative,
            Relation relation,
            @PersonalData String proof) implements CustomerEvent {}

    @LoggedAs("customer.RelativeLinkApproved")
    record RelativeLinkApproved(@DataSubject CustomerId customer, CustomerId relative) implements CustomerEvent {}

    @LoggedAs("customer.RelativeLinkRefused")
    record RelativeLinkRefused(
            @DataSubject CustomerId customer,
            CustomerId relative,
            @PersonalData String reason) implements CustomerEvent {}

    @LoggedAs("customer.RelativeRemoved")
    record RelativeRemoved(
            @DataSubject CustomerId customer,
            CustomerId relative,
            @PersonalData String reason) implements CustomerEvent {}

    /**
     * Stands in the history of everybody concerned: survivor, merged, and who was merged into them before.
     *
     * @param customer in whose history it stands
     * @param along who was merged into the merged one before
     * @param phones the customer's after it: all of both for the survivor, none for the others
     * @param otherNames the customer's after it
     * @param details the customer's after it
     */
    @LoggedAs("customer.CustomersMerged")
    record CustomersMerged(
            @DataSubject CustomerId customer,
            CustomerId survivor,
            CustomerId merged,
            List<CustomerId> along,
            @PersonalData List<PhoneNumber> phones,
            @PersonalData List<String> otherNames,
            @PersonalData @Nullable CustomerDetails details,
            @PersonalData String reason)
            implements CustomerEvent {}

    /** A merge undone; components as for {@link CustomersMerged}. */
    @LoggedAs("customer.CustomersUnmerged")
    record CustomersUnmerged(
            @DataSubject CustomerId customer,
            CustomerId survivor,
            CustomerId merged,
            List<CustomerId> along,
            @PersonalData List<PhoneNumber> phones,
            @PersonalData List<String> otherNames,
            @PersonalData @Nullable CustomerDetails details,
            @PersonalData String reason)
            implements CustomerEvent {}

    @LoggedAs("customer.CustomerForgotten")
    record CustomerForgotten(@DataSubject CustomerId customer, String reason) implements CustomerEvent {}
}
