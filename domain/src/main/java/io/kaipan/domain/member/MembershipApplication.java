package io.kaipan.domain.member;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.member.MemberCommand.ApplyForMembership;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.shared.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Takes applications for membership (MEM-1), of customers in the books or new ones (CUS-2), each customer at most one. Who
 * referred them is a member, and neither themselves nor somebody whom they have referred (PTS-2, PTS-4).
 */
public final class MembershipApplication {
    private final Repository<MemberAccount> accounts;
    private final Repository<Customer> customers;
    private final CustomerRegistration registration;
    private final CustomerCare care;
    private final ProjectBook projects;
    private final MemberBook members;

    public MembershipApplication(
            Repository<MemberAccount> accounts,
            Repository<Customer> customers,
            CustomerRegistration registration,
            CustomerCare care,
            ProjectBook projects,
            MemberBook members) {
        this.accounts = accounts;
        this.customers = customers;
        this.registration = registration;
        this.care = care;
        this.projects = projects;
        this.members = members;
    }

    @CommandHandler
    MemberAccountId decide(ApplyForMembership application, Stamp stamp) throws Exception {
        Instant occurredAt = Objects.requireNonNullElse(application.occurredAt(), stamp.at());
        ProjectTerms terms = projects.terms(application.project());
        SharedRule.NOT_YOURS.refuseIf(
                !stamp.actor().isBoundTo(application.project().value()), "project");
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        CustomerId customer = customerOf(application, stamp);
        MemberAccountId referrer = referrerOf(application.referrer(), customer);
        MemberAccountId place = members.claim(customer, application.account(), referrer);
        if (!place.equals(application.account())) {
            throw MemberRule.ALREADY_A_MEMBER.violation().with("account", place);
        }
        MembershipApplied applied = new MembershipApplied(
                application.account(),
                customer,
                application.project(),
                terms.city(),
                referrer,
                occurredAt,
                application.originalAuthor());
        accounts.newInstance(() -> MemberAccount.open(applied));
        return application.account();
    }

    /** Reception serves everybody; of the others each applies for the customers in their care (G-8). */
    private CustomerId customerOf(ApplyForMembership application, Stamp stamp) throws Exception {
        MemberRule.APPLICANT_REQUIRED.refuseIf(
                (application.customer() == null) == (application.existingCustomer() == null), "customer");
        if (application.customer() == null) {
            CustomerId known = Objects.requireNonNull(application.existingCustomer());
            customers.load(known.value()).execute(customer -> requireMayServe(customer, stamp.actor()));
            return known;
        }
        return registration.register(
                new CustomerId(
                        TypeId.of(CustomerId.PREFIX, application.account().value())),
                application.customer().name(),
                List.of(application.customer().phone()),
                null);
    }

    private void requireMayServe(Customer customer, Actor actor) {
        customer.name(); // refuses who is forgotten
        if (!actor.isAny(Set.of(Role.RECEPTION))) {
            customer.requireOwn(actor, care);
        }
    }

    private @Nullable MemberAccountId referrerOf(@Nullable CardNumber card, CustomerId applicant) {
        if (card == null) {
            return null;
        }
        MemberBook.Entry referrer = members.find(card)
                .orElseThrow(() -> MemberRule.CARD_UNKNOWN.violation().at("referrer"));
        MemberRule.SELF_REFERRAL.refuseIf(members.isSame(referrer.customer(), applicant), "referrer");
        MemberRule.REFERRER_NOT_A_MEMBER.refuseIf(!referrer.confirmed(), "referrer");
        MemberRule.REFERRAL_CIRCLE.refuseIf(members.hasReferred(applicant, referrer.account()), "referrer");
        return referrer.account();
    }
}
