package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.member.MemberCommand.AnswerEntryQuestionnaire;
import io.kaipan.domain.member.MemberCommand.ApplyForMembership;
import io.kaipan.domain.member.MemberCommand.CloseMembership;
import io.kaipan.domain.member.MemberCommand.ConfirmMembership;
import io.kaipan.domain.member.MemberCommand.RecordRegionalClearance;
import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipClosed;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionKind;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireCommand.DefineQuestionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final CustomerId FIRST =
            new CustomerId(TypeId.of(CustomerId.PREFIX, account(1).value()));
    private static final CustomerId SECOND =
            new CustomerId(TypeId.of(CustomerId.PREFIX, account(2).value()));
    private static final QuestionnaireCode ENTRY = new QuestionnaireCode("ENTRY");
    private static final Answer WORDS = new Answer("remark", null, null, "老业主推荐");

    private final Club club = new Club();

    private static ApplyForMembership byCustomer(int number, CustomerId customer, @Nullable CardNumber referrer) {
        return new ApplyForMembership(account(number), JYLW, null, customer, referrer, null, null);
    }

    @Nested
    class Applying {
        @Test
        @DisplayName("MEM-1, CUS-2 whoever is new is registered and applies, in the city of the project")
        void produces() {
            assertThat(club.send(Club.application(1, null), RECEPTION, NOW))
                    .containsExactly(
                            new CustomerRegistered(FIRST, "会员1", List.of(new PhoneNumber("+8613800000001")), null),
                            new MembershipApplied(account(1), FIRST, JYLW, "武汉", null, NOW, null));
        }

        @Test
        @DisplayName(
                "MEM-1, PTS-2 who is in the books applies as that customer, and names the member who referred them")
        void namesTheReferrer() {
            club.applied(2, null);
            club.manager(new CloseMembership(account(2), "改日再办"));
            CardNumber card = club.confirmed(club.applied(1, null)).card();

            assertThat(club.send(byCustomer(3, SECOND, card), RECEPTION, NOW))
                    .containsExactly(new MembershipApplied(account(3), SECOND, JYLW, "武汉", account(1), NOW, null));
        }

        @Test
        @DisplayName("MEM-1 who has applied, or is a member, is refused with the account")
        void refusesTwice() {
            club.applied(1, null);

            assertThat(
                    club.refused(byCustomer(2, FIRST, null), RECEPTION),
                    refusal(
                            MemberRule.ALREADY_A_MEMBER,
                            null,
                            Map.of("account", account(1).value())));
            club.confirmed(account(1));
            assertThat(
                    club.refused(byCustomer(2, FIRST, null), RECEPTION),
                    refusal(
                            MemberRule.ALREADY_A_MEMBER,
                            null,
                            Map.of("account", account(1).value())));
        }

        @Test
        @DisplayName("MEM-1 a new customer or one in the books, not both and not neither")
        void refusesBoth() {
            assertThat(
                    club.refused(new ApplyForMembership(account(1), JYLW, null, null, null, null, null), RECEPTION),
                    refusal(MemberRule.APPLICANT_REQUIRED, "customer"));
            assertThat(
                    club.refused(
                            new ApplyForMembership(account(1), JYLW, Club.newCustomer(1), FIRST, null, null, null),
                            RECEPTION),
                    refusal(MemberRule.APPLICANT_REQUIRED, "customer"));
        }

        @Test
        @DisplayName("MEM-1 a card that nobody has is refused, and nobody is registered")
        void refusesAnUnknownCard() {
            assertThat(
                    club.refused(Club.application(1, new CardNumber("WKH99999999")), RECEPTION),
                    refusal(MemberRule.CARD_UNKNOWN, "referrer"));
            assertThat(club.floor.books().holderOf(Club.newCustomer(1).phone())).isEmpty();
        }

        @Test
        @DisplayName("PTS-2 only a member can refer: not one who has left")
        void refusesWhoHasLeft() {
            CardNumber card = club.confirmed(club.applied(1, null)).card();
            club.manager(new CloseMembership(account(1), "本人要求"));

            assertThat(
                    club.refused(Club.application(2, card), RECEPTION),
                    refusal(MemberRule.REFERRER_NOT_A_MEMBER, "referrer"));
        }

        @Test
        @DisplayName("PTS-4 nobody refers themselves, not even by the card of a membership that they closed")
        void refusesSelf() {
            CardNumber card = club.confirmed(club.applied(1, null)).card();
            club.manager(new CloseMembership(account(1), "本人要求"));

            assertThat(
                    club.refused(byCustomer(2, FIRST, card), RECEPTION), refusal(MemberRule.SELF_REFERRAL, "referrer"));
        }

        @Test
        @DisplayName("PTS-4 whom somebody has referred, through others too, doesn't refer them in turn")
        void refusesACircle() {
            CardNumber first = club.confirmed(club.applied(1, null)).card();
            CardNumber second = club.confirmed(club.applied(2, first)).card();
            CardNumber third = club.confirmed(club.applied(3, second)).card();
            club.manager(new CloseMembership(account(1), "本人要求"));

            assertThat(
                    club.refused(byCustomer(4, FIRST, third), RECEPTION),
                    refusal(MemberRule.REFERRAL_CIRCLE, "referrer"));
            assertThat(
                    club.refused(byCustomer(4, FIRST, second), RECEPTION),
                    refusal(MemberRule.REFERRAL_CIRCLE, "referrer"));
            assertThat(club.send(byCustomer(4, FIRST, null), RECEPTION, NOW)).hasSize(1);
        }

        @Test
        @DisplayName("G-8 reception serves everybody; another consultant doesn't apply for somebody else's customer")
        void refusesOthers() {
            club.applied(1, null);
            club.manager(new CloseMembership(account(1), "改日再办"));

            assertThat(club.refused(byCustomer(2, FIRST, null), OTHER_CONSULTANT), refusal(SharedRule.NOT_YOURS));
            assertThat(club.refused(Club.application(2, null), STRANGER), refusal(SharedRule.NOT_YOURS, "project"));
            assertThat(club.send(byCustomer(2, FIRST, null), RECEPTION, NOW)).hasSize(1);
        }

        @Test
        @DisplayName("G-10 nobody applied in the future")
        void refusesTheFuture() {
            assertThat(
                    club.refused(
                            new ApplyForMembership(
                                    account(1), JYLW, Club.newCustomer(1), null, null, NOW.plusSeconds(1), null),
                            RECEPTION),
                    refusal(SharedRule.TIME_IN_FUTURE, "occurredAt"));
        }
    }

    @Nested
    class Answering {
        private AnswerEntryQuestionnaire answer(int version) {
            return new AnswerEntryQuestionnaire(account(1), ENTRY, version, List.of(WORDS), null);
        }

        private void define(QuestionnaireKind kind) {
            club.floor.accept(
                    new DefineQuestionnaire(
                            ENTRY, kind, "入会问卷", List.of(new Question("remark", QuestionKind.TEXT, "备注", true, null))),
                    MANAGER);
        }

        @Test
        @DisplayName("MEM-1, QST-2 what was answered is kept, own words apart; answered so again is no news")
        void produces() {
            define(QuestionnaireKind.ENTRY);
            club.applied(1, null);

            assertThat(club.send(answer(1), RECEPTION, NOW))
                    .containsExactly(new EntryQuestionnaireAnswered(
                            account(1),
                            FIRST,
                            JYLW,
                            ENTRY,
                            1,
                            List.of(new Answer("remark", null, null, null)),
                            List.of(new WrittenAnswer("remark", "老业主推荐")),
                            NOW));
            assertThat(club.send(answer(1), RECEPTION, NOW.plusSeconds(60))).isEmpty();
        }

        @Test
        @DisplayName("QST-1 a questionnaire for visits is none for joining")
        void refusesAnotherKind() {
            define(QuestionnaireKind.VISIT);
            club.applied(1, null);

            assertThat(
                    club.refused(answer(1), RECEPTION),
                    refusal(MemberRule.NOT_AN_ENTRY_QUESTIONNAIRE, "questionnaire"));
        }

        @Test
        @DisplayName("G-8 a consultant answers for whom they applied, and for nobody else")
        void refusesOthers() {
            define(QuestionnaireKind.ENTRY);
            club.send(Club.application(1, null), CONSULTANT, NOW);

            assertThat(club.refused(answer(1), OTHER_CONSULTANT), refusal(SharedRule.NOT_YOURS));
            assertThat(club.send(answer(1), CONSULTANT, NOW)).hasSize(1);
        }

        @Test
        @DisplayName("MEM-1 while there is an entry questionnaire, nobody is confirmed who hasn't answered one")
        void isRequired() {
            define(QuestionnaireKind.ENTRY);
            club.applied(1, null);

            assertThat(
                    club.refused(new ConfirmMembership(account(1)), RECEPTION),
                    refusal(MemberRule.ENTRY_QUESTIONNAIRE_REQUIRED));
            club.send(answer(1), RECEPTION, NOW);
            assertThat(club.send(new ConfirmMembership(account(1)), RECEPTION, NOW))
                    .hasSize(1);
        }
    }

    @Nested
    class Confirming {
        @Test
        @DisplayName("MEM-1 a clerk confirms: card and BLUE; cards are numbered without gaps")
        void produces() {
            club.applied(1, null);
            club.applied(2, null);

            assertThat(club.send(new ConfirmMembership(account(2)), RECEPTION, NOW))
                    .containsExactly(new MembershipConfirmed(
                            account(2), SECOND, JYLW, new CardNumber("WKH00000001"), MemberLevel.BLUE, null, NOW, 4));
            club.refused(new ConfirmMembership(account(2)), RECEPTION);
            assertThat(club.confirmed(account(1)).card()).isEqualTo(new CardNumber("WKH00000002"));
        }

        @Test
        @DisplayName("MEM-1, G-11 the card is of the form that the project's policy says")
        void formsTheCard() {
            club.policy(JYLW, new ClubPolicy(0, 0, 0, 1, 0, null, 1, 1, 1, 1, "SZ", 4), People.TODAY);

            assertThat(club.confirmed(club.applied(1, null)).card()).isEqualTo(new CardNumber("SZ0001"));
        }

        @Test
        @DisplayName("MEM-1 nobody is confirmed twice, nor after leaving, nor by whoever isn't of that project")
        void refuses() {
            club.member(1);
            club.applied(2, null);

            assertThat(
                    club.refused(new ConfirmMembership(account(1)), RECEPTION),
                    refusal(MemberRule.MEMBERSHIP_CONFIRMED));
            assertThat(club.refused(new ConfirmMembership(account(2)), STRANGER), refusal(SharedRule.NOT_YOURS));
            club.manager(new CloseMembership(account(2), "不再办理"));
            assertThat(
                    club.refused(new ConfirmMembership(account(2)), RECEPTION), refusal(MemberRule.MEMBERSHIP_CLOSED));
        }
    }

    @Nested
    class ClearingForAnotherCity {
        private RecordRegionalClearance clearance(int number) {
            return new RecordRegionalClearance(account(number), Club.GZ, "深圳万客会确认函", null);
        }

        @Test
        @DisplayName("PRC-5 cleared once, for all projects of that city; recorded again is no news")
        void produces() {
            club.member(1);

            assertThat(club.send(clearance(1), Club.RECEPTION_GZ, NOW))
                    .containsExactly(new RegionalClearanceRecorded(account(1), FIRST, Club.GZ, "广州", "深圳万客会确认函", NOW));
            assertThat(club.send(clearance(1), Club.RECEPTION_GZ, NOW)).isEmpty();
        }

        @Test
        @DisplayName("PRC-5 the own city needs none, an applicant gets none, a stranger records none")
        void refuses() {
            club.member(1);
            club.applied(2, null);

            assertThat(
                    club.refused(new RecordRegionalClearance(account(1), WKC, "确认函", null), RECEPTION),
                    refusal(MemberRule.OWN_CITY, "project"));
            assertThat(club.refused(clearance(2), Club.RECEPTION_GZ), refusal(MemberRule.MEMBERSHIP_NOT_CONFIRMED));
            assertThat(club.refused(clearance(1), RECEPTION), refusal(SharedRule.NOT_YOURS, "project"));
        }
    }

    @Nested
    class Closing {
        @Test
        @DisplayName("MEM-1 who leaves keeps the ledger, can't use it, and may apply anew; closed again is no news")
        void produces() {
            club.member(1);

            assertThat(club.manager(new CloseMembership(account(1), "本人要求")))
                    .containsExactly(new MembershipClosed(account(1), FIRST, "本人要求", 0));
            assertThat(club.manager(new CloseMembership(account(1), "再次"))).isEmpty();
            assertThat(club.send(byCustomer(2, FIRST, null), RECEPTION, NOW.plus(Duration.ofDays(1))))
                    .hasSize(1);
        }

        @Test
        @DisplayName("G-8 a stranger closes nothing")
        void refuses() {
            club.member(1);

            assertThat(club.refused(new CloseMembership(account(1), "x"), STRANGER), refusal(SharedRule.NOT_YOURS));
        }
    }
}
