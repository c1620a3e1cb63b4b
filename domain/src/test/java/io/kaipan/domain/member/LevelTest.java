package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberCommand.AwardPurchase;
import io.kaipan.domain.member.MemberCommand.GrantLevel;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
import io.kaipan.domain.member.MemberEvent.LevelChanged;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.TypeId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static final MemberAccountId MEMBER = account(1);
    private static final CustomerId CUSTOMER =
            new CustomerId(TypeId.of(CustomerId.PREFIX, account(1).value()));
    private static final LevelBasis SILVER_BY_FIRST =
            new LevelBasis(MemberLevel.SILVER, LevelGround.SUBSCRIPTIONS, 1, List.of(1), 4);
    private static final LevelBasis GOLD_BY_TWO =
            new LevelBasis(MemberLevel.GOLD, LevelGround.SUBSCRIPTIONS, 2, List.of(1, 2), 4);

    private final Club club = new Club();

    @BeforeEach
    void aMember() {
        club.member(1);
    }

    private Stream<LevelChanged> bought(String cause, int thousands) {
        return levels(club.system(new AwardPurchase(MEMBER, JYLW, cause, Money.ofFen(thousands * 1_000_00L), NOW)));
    }

    private Stream<LevelChanged> returned(int entry) {
        return levels(club.system(new VoidPoints(MEMBER, entry, "returned " + entry)));
    }

    private static Stream<LevelChanged> levels(List<Object> events) {
        return events.stream().filter(LevelChanged.class::isInstance).map(LevelChanged.class::cast);
    }

    private static LevelChanged changed(
            MemberLevel previous, MemberLevel level, @Nullable String reason, LevelBasis... bases) {
        return new LevelChanged(MEMBER, CUSTOMER, previous, level, List.of(bases), reason, 4);
    }

    @Test
    @DisplayName("MEM-2 SILVER from the first subscription, GOLD from the second, each with the purchases that made it")
    void bySubscriptions() {
        assertThat(bought("first", 800))
                .containsExactly(changed(MemberLevel.BLUE, MemberLevel.SILVER, null, SILVER_BY_FIRST));
        assertThat(bought("second", 800))
                .containsExactly(changed(MemberLevel.SILVER, MemberLevel.GOLD, null, SILVER_BY_FIRST, GOLD_BY_TWO));
        assertThat(bought("third", 800)).as("nothing new").isEmpty();
    }

    @Test
    @DisplayName("MEM-2 it falls when a return takes its basis away, and no further than what is left of it")
    void falls() {
        bought("first", 800);
        bought("second", 800);

        assertThat(returned(1))
                .containsExactly(changed(
                        MemberLevel.GOLD,
                        MemberLevel.SILVER,
                        null,
                        new LevelBasis(MemberLevel.SILVER, LevelGround.SUBSCRIPTIONS, 1, List.of(2), 4)));
        assertThat(returned(2)).containsExactly(changed(MemberLevel.SILVER, MemberLevel.BLUE, null));
    }

    @Test
    @DisplayName("MEM-2 by points earned too, spent or not; a level with another basis doesn't fall")
    void byPoints() {
        LevelBasis byPoints = new LevelBasis(MemberLevel.SILVER, LevelGround.POINTS, 10_000, List.of(2), 4);
        bought("first", 9_000);

        assertThat(bought("second", 1_000))
                .containsExactly(
                        changed(MemberLevel.SILVER, MemberLevel.GOLD, null, SILVER_BY_FIRST, byPoints, GOLD_BY_TWO));
        assertThat(returned(2)).containsExactly(changed(MemberLevel.GOLD, MemberLevel.SILVER, null, SILVER_BY_FIRST));
        bought("third", 21_000);
        assertThat(returned(1))
                .as("GOLD by two subscriptions goes, SILVER by points and by the other stays")
                .singleElement()
                .extracting(LevelChanged::level)
                .isEqualTo(MemberLevel.SILVER);
    }

    @Test
    @DisplayName("MEM-2, G-11 a stricter policy takes no level away, and asks only for what comes")
    void stricterPolicy() {
        bought("first", 800);
        club.policy(JYLW, new ClubPolicy(500, 300, 100, 1000, 50, null, 3, 50_000, 4, 90_000, "WKH", 8), TODAY);

        assertThat(bought("second", 800)).isEmpty();
        assertThat(returned(2)).isEmpty();
        assertThat(returned(1))
                .containsExactly(
                        new LevelChanged(MEMBER, CUSTOMER, MemberLevel.SILVER, MemberLevel.BLUE, List.of(), null, 5));
    }

    @Test
    @DisplayName("MEM-2 a manager grants a level with a reason; no return takes it away; granted again is no news")
    void granted() {
        LevelBasis grant = new LevelBasis(MemberLevel.GOLD, LevelGround.GRANT, 0, List.of(), 4);
        GrantLevel gold = new GrantLevel(MEMBER, MemberLevel.GOLD, "集团客户");

        assertThat(club.manager(gold)).containsExactly(changed(MemberLevel.BLUE, MemberLevel.GOLD, "集团客户", grant));
        assertThat(club.manager(gold)).isEmpty();
        assertThat(bought("first", 800))
                .containsExactly(changed(MemberLevel.GOLD, MemberLevel.GOLD, null, grant, SILVER_BY_FIRST));
        assertThat(returned(1)).containsExactly(changed(MemberLevel.GOLD, MemberLevel.GOLD, null, grant));
    }

    @Test
    @DisplayName("MEM-2 a grant raises the level, of a member of one's own project")
    void refuses() {
        club.applied(2, null);
        bought("first", 800);

        assertThat(
                club.refused(new GrantLevel(MEMBER, MemberLevel.SILVER, "x"), MANAGER),
                refusal(MemberRule.LEVEL_NOT_HIGHER, "level"));
        assertThat(
                club.refused(new GrantLevel(account(2), MemberLevel.GOLD, "x"), MANAGER),
                refusal(MemberRule.MEMBERSHIP_NOT_CONFIRMED));
        assertThat(
                club.refused(new GrantLevel(MEMBER, MemberLevel.GOLD, "x"), STRANGER), refusal(SharedRule.NOT_YOURS));
    }
}
