package io.kaipan.domain.member;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Relation;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.modelling.command.Repository;

/**
 * Which level gives a buyer their discount (PRC-2, PRC-4, PRC-5). To be asked within the unit of work of the command that
 * prices: what is answered holds until that ends.
 */
public final class MemberLevels {
    private final Repository<MemberAccount> accounts;
    private final Repository<Customer> customers;
    private final MemberBook members;
    private final ProjectBook projects;

    public MemberLevels(
            Repository<MemberAccount> accounts,
            Repository<Customer> customers,
            MemberBook members,
            ProjectBook projects) {
        this.accounts = accounts;
        this.customers = customers;
        this.members = members;
        this.projects = projects;
    }

    /** The buyer's own level; empty when they are no member, or not cleared for the project's city. */
    public Optional<MemberLevel> of(CustomerId buyer, ProjectCode project) {
        return members.find(buyer).flatMap(entry -> level(entry.account(), projects.terms(project)));
    }

    /**
     * The level of an immediate relative, whose card the buyer names (PRC-4): only when the link is approved, and that
     * relation counts for discounts in the project.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link MemberRule#CARD_UNKNOWN}, {@link MemberRule#NOT_A_RELATIVE}
     */
    public Optional<MemberLevel> ofRelative(CardNumber card, CustomerId buyer, ProjectCode project, Instant now) {
        ProjectTerms terms = projects.terms(project);
        MemberBook.Entry member = members.find(card)
                .orElseThrow(() -> MemberRule.CARD_UNKNOWN.violation().at("card"));
        boolean counts = approvedRelation(buyer, member.customer())
                .filter(relation -> terms.counts(relation, RelativeUse.DISCOUNT, now))
                .isPresent();
        MemberRule.NOT_A_RELATIVE.refuseIf(!counts, "card");
        return level(member.account(), terms);
    }

    /** What the member is to the customer from whom the link was made, whichever of the two that is. */
    private Optional<Relation> approvedRelation(CustomerId buyer, CustomerId member) {
        return customers
                .load(buyer.value())
                .invoke(customer -> customer.approvedRelation(member))
                .or(() -> customers.load(member.value()).invoke(customer -> customer.approvedRelation(buyer)));
    }

    private Optional<MemberLevel> level(MemberAccountId account, ProjectTerms terms) {
        return Optional.ofNullable(accounts.load(account.value()).invoke(it -> it.levelIn(terms.city())));
    }
}
