package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.domain.testing.People.actor;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerCommand.ApproveRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.LinkRelative;
import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.member.MemberCommand.CloseMembership;
import io.kaipan.domain.member.MemberCommand.GrantLevel;
import io.kaipan.domain.member.MemberCommand.RecordRegionalClearance;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.testing.People;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemberLevelsTest {
    private static final CustomerId MEMBER =
            new CustomerId(TypeId.of(CustomerId.PREFIX, account(1).value()));
    private static final CustomerId WIFE = People.customer(7);

    private final Club club = new Club();
    private CardNumber card;

    @BeforeEach
    void aSilverMemberAndHisWife() {
        card = club.confirmed(club.applied(1, null)).card();
        club.manager(new GrantLevel(account(1), MemberLevel.SILVER, "集团客户"));
        club.floor.accept(new RegisterCustomer(WIFE, "李娜", List.of(new PhoneNumber("+8613900007777")), null), MANAGER);
    }

    private Optional<MemberLevel> own(CustomerId buyer, ProjectCode project) {
        return club.floor.asking(() -> club.floor.levels().of(buyer, project));
    }

    private Optional<MemberLevel> byCard(CardNumber asked) {
        return club.floor.asking(() -> club.floor.levels().ofRelative(asked, WIFE, JYLW, NOW));
    }

    private RuleViolation refused(CardNumber asked) {
        try {
            throw new AssertionError("Not refused: " + byCard(asked));
        } catch (RuleViolation refused) {
            return refused;
        }
    }

    private void linked(CustomerId from, CustomerId to) {
        club.floor.accept(new LinkRelative(from, to, Relation.SPOUSE, "结婚证"), MANAGER);
    }

    private void approved(CustomerId from, CustomerId to) {
        linked(from, to);
        club.floor.accept(new ApproveRelativeLink(from, to), actor("manager.two", Role.SALES_MANAGER));
    }

    @Test
    @DisplayName("PRC-2, PRC-5 a member's level counts in their own city, in another once cleared; not after leaving")
    void ownLevel() {
        assertThat(own(MEMBER, JYLW)).contains(MemberLevel.SILVER);
        assertThat(own(WIFE, JYLW)).isEmpty();
        assertThat(own(MEMBER, Club.GZ)).isEmpty();

        club.send(new RecordRegionalClearance(account(1), Club.GZ, "确认函", null), Club.RECEPTION_GZ, NOW);
        assertThat(own(MEMBER, Club.GZ)).contains(MemberLevel.SILVER);
        club.send(new CloseMembership(account(1), "本人要求"), RECEPTION, NOW);
        assertThat(own(MEMBER, JYLW)).isEmpty();
    }

    @Test
    @DisplayName("PRC-4, CUS-5 a relative's level by card number only once the link is approved, from whichever side")
    void relatives() {
        assertThat(refused(card), refusal(MemberRule.NOT_A_RELATIVE, "card"));
        linked(WIFE, MEMBER);
        assertThat(refused(card), refusal(MemberRule.NOT_A_RELATIVE, "card"));

        club.floor.accept(new ApproveRelativeLink(WIFE, MEMBER), actor("manager.two", Role.SALES_MANAGER));
        assertThat(byCard(card)).contains(MemberLevel.SILVER);
    }

    @Test
    @DisplayName("PRC-4 linked from the member's side it counts as well; no card of that number is refused")
    void fromTheOtherSide() {
        approved(MEMBER, WIFE);

        assertThat(byCard(card)).contains(MemberLevel.SILVER);
        assertThat(refused(new CardNumber("WKH99999999")), refusal(MemberRule.CARD_UNKNOWN, "card"));
    }

    @Test
    @DisplayName("CUS-5 a relative of a kind that the project doesn't count for discounts doesn't count")
    void policy() {
        approved(WIFE, MEMBER);
        ProjectTerms terms = club.floor.books().terms(JYLW);
        club.floor
                .books()
                .save(new ProjectTerms(
                        JYLW,
                        terms.name(),
                        terms.city(),
                        terms.timeZone(),
                        terms.closed(),
                        terms.stages(),
                        terms.levels(),
                        terms.channels(),
                        terms.reasons(),
                        Map.of(
                                RelativeUse.DISCOUNT,
                                List.of(new PolicyVersion<>(1, People.TODAY, List.of(Relation.PARENT)))),
                        terms.followUps(),
                        terms.club()));

        assertThat(refused(card), refusal(MemberRule.NOT_A_RELATIVE, "card"));
    }
}
