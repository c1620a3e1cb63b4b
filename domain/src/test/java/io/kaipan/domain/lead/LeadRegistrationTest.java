package io.kaipan.domain.lead;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.closedTerms;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadCommand.AssignLead;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import io.kaipan.domain.user.UserName;
import io.kaipan.domain.user.UserRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeadRegistrationTest {
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final NewCustomer WANG = new NewCustomer("王芳", MOBILE);

    private final SalesFloor floor = new SalesFloor(People.books());

    @Test
    @DisplayName("LEA-1, CUS-2 a lead of an unknown phone number registers its customer too, under the same UUID")
    void produces() {
        assertThat(floor.accept(register(1), CONSULTANT)).isEqualTo(lead(1));

        assertThat(floor.news())
                .containsExactly(
                        new CustomerRegistered(customer(1), "王芳", List.of(MOBILE), null),
                        new LeadRegistered(
                                lead(1),
                                customer(1),
                                JYLW,
                                "来电咨询三室",
                                "网络",
                                "A",
                                null,
                                "王芳",
                                null,
                                ZHANG,
                                NOW,
                                null,
                                4));
        assertThat(floor.books().activeLead(customer(1), JYLW)).contains(lead(1));
    }

    @Test
    @DisplayName("CUS-2 a known phone number answers with the customer there, whatever name the lead gives")
    void findsCustomer() {
        floor.accept(new RegisterCustomer(customer(7), "王方", List.of(MOBILE), null), CONSULTANT);
        floor.news();

        floor.accept(register(1), CONSULTANT);

        assertThat(floor.news()).singleElement().isInstanceOfSatisfying(LeadRegistered.class, registered -> {
            assertThat(registered.customer()).isEqualTo(customer(7));
            assertThat(registered.customerName()).isEqualTo("王芳");
        });
    }

    @Test
    @DisplayName("G-10 imported history keeps its time and author")
    void keepsHistory() {
        Instant longAgo = NOW.minus(Duration.ofDays(400));

        floor.accept(
                new RegisterLead(lead(1), "外展会留电", JYLW, "网络", null, null, WANG, null, LI, longAgo, "赵强"), MANAGER);

        assertThat(floor.news()).last().isInstanceOfSatisfying(LeadRegistered.class, registered -> {
            assertThat(registered.occurredAt()).isEqualTo(longAgo);
            assertThat(registered.originalAuthor()).isEqualTo("赵强");
        });
    }

    @Test
    @DisplayName("LEA-1 a lead belongs to the consultant named, else to the consultant who sends it, else to nobody")
    void owner() {
        assertThat(ownerAfter(owned(1, "13800000001", null), CONSULTANT)).isEqualTo(ZHANG);
        assertThat(ownerAfter(owned(2, "13800000002", LI), CONSULTANT)).isEqualTo(LI);
        assertThat(ownerAfter(owned(3, "13800000003", LI), RECEPTION)).isEqualTo(LI);
        assertThat(ownerAfter(owned(4, "13800000004", null), RECEPTION)).isNull();
    }

    @Test
    @DisplayName("PRJ-1 an unknown project is refused, whatever its code looks like")
    void refusesUnknownProject() {
        assertRefused(inProject("JYLW2"), CONSULTANT, refusal(ProjectRule.PROJECT_UNKNOWN, "project"));
        assertRefused(inProject("金域"), CONSULTANT, refusal(ProjectRule.PROJECT_UNKNOWN, "project"));
    }

    @Test
    @DisplayName("PRJ-3 a closed project takes no lead")
    void refusesClosedProject() {
        floor.books().save(closedTerms(JYLW));

        assertRefused(register(1), CONSULTANT, refusal(ProjectRule.PROJECT_CLOSED, "project"));
    }

    @Test
    @DisplayName("G-7 who is not bound to the project registers nothing in it")
    void refusesStrangers() {
        assertRefused(register(1), STRANGER, refusal(SharedRule.NOT_YOURS, "project"));
    }

    @Test
    @DisplayName("PRJ-1 a channel that the project hasn't got is refused, and the phone number stays free")
    void refusesChannel() {
        assertRefused(
                with("电台", "A", null, null),
                CONSULTANT,
                refusal(ProjectRule.AWARENESS_CHANNEL_UNKNOWN, "awarenessChannel"));
        assertThat(floor.books().holderOf(MOBILE)).isEmpty();
    }

    @Test
    @DisplayName("PRJ-1 a level that the project hasn't got is refused")
    void refusesLevel() {
        assertRefused(
                with("网络", "Z", null, null), CONSULTANT, refusal(ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN, "followUpLevel"));
    }

    @Test
    @DisplayName("G-10 a contact in the future is refused")
    void refusesFuture() {
        assertRefused(
                with("网络", "A", null, NOW.plusSeconds(1)),
                CONSULTANT,
                refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
    }

    @Test
    @DisplayName("G-7 an owner who is no active consultant of the project is refused")
    void refusesOwner() {
        assertRefused(
                with("网络", "A", new UserName("chen.jie"), null),
                CONSULTANT,
                refusal(UserRule.OWNER_NOT_A_CONSULTANT, "owner"));
    }

    @Test
    @DisplayName("LEA-6 where the customer has an open opportunity in the project, the refusal points at it")
    void refusesWithOpportunity() {
        floor.accept(register(1), CONSULTANT);
        floor.accept(new QualifyLead(lead(1), opportunity(1), null, null), CONSULTANT);
        floor.news();

        assertRefused(
                register(2),
                CONSULTANT,
                refusal(
                        LeadRule.LEAD_HAS_OPEN_OPPORTUNITY,
                        null,
                        Map.of("opportunity", opportunity(1).value())));
        assertThat(floor.books().activeLead(customer(1), JYLW)).isEmpty();
    }

    @Test
    @DisplayName("LEA-8 a second lead of a customer answers with the ACTIVE one and logs the contact on it")
    void logsOnTheActiveOne() {
        floor.accept(register(1), CONSULTANT);
        floor.news();
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        RegisterLead again = new RegisterLead(
                lead(2),
                "问车位",
                JYLW,
                "路牌",
                null,
                "开红车",
                new NewCustomer("王小姐", MOBILE),
                new ContactPerson("李明", new PhoneNumber("+8613900001111")),
                LI,
                yesterday,
                "赵强");

        assertThat(floor.accept(again, OTHER_CONSULTANT)).isEqualTo(lead(1));
        assertThat(floor.news())
                .containsExactly(new LeadInteractionLogged(
                        lead(1), customer(1), null, "问车位\n路牌\n开红车\n王小姐\n李明\n+8613900001111", true, yesterday, "赵强"));
    }

    @Test
    @DisplayName("LEA-8 the same contact sent twice answers with the lead and raises nothing")
    void staysQuiet() {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        floor.accept(register(1, yesterday), CONSULTANT);
        floor.news();

        assertThat(floor.accept(register(2, yesterday), CONSULTANT)).isEqualTo(lead(1));
        assertThat(floor.news()).isEmpty();

        floor.accept(register(3, NOW), CONSULTANT);
        assertThat(floor.news()).hasSize(1);
        floor.accept(register(4, NOW), CONSULTANT);
        assertThat(floor.news()).isEmpty();
    }

    @Test
    @DisplayName("LEA-8 one ACTIVE lead in each project, and a new one after the first was closed")
    void onePerProject() {
        floor.accept(register(1), CONSULTANT);

        assertThat(floor.accept(
                        new RegisterLead(lead(2), "三室", WKC, "网络", "A", null, WANG, null, null, null, null),
                        CONSULTANT))
                .isEqualTo(lead(2));

        floor.accept(new CloseLead(lead(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, null), CONSULTANT);
        assertThat(floor.accept(register(3), CONSULTANT)).isEqualTo(lead(3));
    }

    @Test
    @DisplayName("G-8 after an assignment the new owner changes the lead, the old one no longer")
    void followsAssignment() {
        floor.accept(register(1), CONSULTANT);
        floor.accept(new AssignLead(lead(1), LI, "休假"), MANAGER);
        floor.news();
        CloseLead close = new CloseLead(lead(1), LeadOutcome.UNQUALIFIED, "无法联系", null, null, null);

        assertRefused(close, CONSULTANT, refusal(SharedRule.NOT_YOURS));
        floor.accept(close, OTHER_CONSULTANT);
    }

    private @Nullable UserName ownerAfter(RegisterLead register, Actor actor) {
        floor.accept(register, actor);
        return ((LeadRegistered) floor.news().getLast()).owner();
    }

    private void assertRefused(Object command, Actor actor, Matcher<RuleViolation> refusal) {
        assertThatThrownBy(() -> floor.accept(command, actor))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused, refusal));
        assertThat(floor.news()).isEmpty();
    }

    private static RegisterLead register(int id) {
        return register(id, null);
    }

    private static RegisterLead register(int id, @Nullable Instant occurredAt) {
        return new RegisterLead(lead(id), "来电咨询三室", JYLW, "网络", "A", null, WANG, null, null, occurredAt, null);
    }

    private static RegisterLead owned(int id, String phone, @Nullable UserName owner) {
        return new RegisterLead(
                lead(id),
                "三室",
                JYLW,
                "网络",
                "A",
                null,
                new NewCustomer("王芳", PhoneNumber.parse(phone)),
                null,
                owner,
                null,
                null);
    }

    private static RegisterLead inProject(String code) {
        return new RegisterLead(lead(1), "三室", new ProjectCode(code), "网络", "A", null, WANG, null, null, null, null);
    }

    private static RegisterLead with(
            String channel, String level, @Nullable UserName owner, @Nullable Instant occurredAt) {
        return new RegisterLead(lead(2), "三室", JYLW, channel, level, null, WANG, null, owner, occurredAt, null);
    }
}
