package io.kaipan.domain.customer;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.actor;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerCommand.ApproveRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.LinkRelative;
import io.kaipan.domain.customer.CustomerCommand.RefuseRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.RemoveRelative;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerRelativesTest {
    private static final CustomerId WANG = customer(1);
    private static final CustomerId LI = customer(2);
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final PhoneNumber OTHER = new PhoneNumber("+8613900001111");
    private static final CustomerRegistered REGISTERED = new CustomerRegistered(WANG, "王芳", List.of(MOBILE), null);
    private static final RelativeLinked LINKED = new RelativeLinked(WANG, LI, Relation.SPOUSE, "结婚证");
    private static final RelativeLinkApproved APPROVED = new RelativeLinkApproved(WANG, LI);
    private static final RelativeLinkRefused REFUSED = new RelativeLinkRefused(WANG, LI, "证件不清");
    private static final RelativeRemoved REMOVED = new RelativeRemoved(WANG, LI, "登记错人");
    private static final LinkRelative LINK = new LinkRelative(WANG, LI, Relation.SPOUSE, "结婚证");
    private static final ApproveRelativeLink APPROVE = new ApproveRelativeLink(WANG, LI);
    private static final RefuseRelativeLink REFUSE = new RefuseRelativeLink(WANG, LI, "证件不清");
    private static final RemoveRelative REMOVE = new RemoveRelative(WANG, LI, "登记错人");

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<Customer> customer =
            new AggregateTestFixture<>(Customer.class).registerInjectableResource(books);

    @BeforeEach
    void inTheBooks() {
        books.claim(MOBILE, WANG);
        books.claim(OTHER, LI);
        books.create(WANG);
        books.claim(WANG, JYLW, lead(1), ZHANG);
    }

    private static EventMessage<?> linkedBy(Actor actor) {
        return new GenericEventMessage<>(LINKED, Map.of(Stamp.USER, actor.user()));
    }

    @Nested
    class Linking {
        @Test
        @DisplayName("CUS-5 a consultant links the own customer's spouse, and names the proof")
        void produces() {
            customer.given(REGISTERED).when(LINK, by(CONSULTANT)).expectEvents(LINKED);
        }

        @Test
        @DisplayName("G-8 another consultant can't link a relative")
        void refusesOthers() {
            customer.given(REGISTERED)
                    .when(LINK, by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("CUS-5 nobody is a relative of their own")
        void refusesSelf() {
            customer.given(REGISTERED)
                    .when(new LinkRelative(WANG, WANG, Relation.SPOUSE, "结婚证"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_IS_SELF, "relative"));
        }

        @Test
        @DisplayName("CUS-5 a relative who is not in the books is refused")
        void refusesUnknown() {
            customer.given(REGISTERED)
                    .when(new LinkRelative(WANG, customer(9), Relation.CHILD, "户口本"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_UNKNOWN, "relative"));
        }

        @Test
        @DisplayName("CUS-5 two who are linked, from whichever side, are not linked again")
        void refusesASecondLink() {
            books.claim(LI, WANG);

            customer.given(REGISTERED)
                    .when(LINK, by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_ALREADY_LINKED, "relative"));
        }

        @Test
        @DisplayName("CUS-5 another proof for a link that stands is refused: the link is removed first")
        void refusesAnotherProof() {
            books.claim(WANG, LI);

            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(new LinkRelative(WANG, LI, Relation.SPOUSE, "户口本"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_ALREADY_LINKED, "relative"));
        }

        @Test
        @DisplayName("G-5 a forgotten customer gets no relatives")
        void refusesForgotten() {
            customer.given(REGISTERED, new CustomerForgotten(WANG, "本人要求"))
                    .when(LINK, by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.CUSTOMER_FORGOTTEN));
        }

        @Test
        @DisplayName("CUS-5 after a refusal, and after a removal, the same two can be linked again")
        void again() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), REFUSED)
                    .when(LINK, by(CONSULTANT))
                    .expectEvents(LINKED);
            books.release(WANG, LI);
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED, REMOVED)
                    .when(LINK, by(CONSULTANT))
                    .expectEvents(LINKED);
        }

        @Test
        @DisplayName("CUS-5 the same link asked for again raises nothing, approved or not")
        void staysQuiet() {
            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(LINK, by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED)
                    .when(LINK, by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Approving {
        @Test
        @DisplayName("CUS-5 a manager approves what a consultant asked for")
        void produces() {
            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(APPROVE, by(MANAGER))
                    .expectEvents(APPROVED);
        }

        @Test
        @DisplayName("G-9 who asked can't approve, though a manager; another manager can")
        void refusesTheAsker() {
            customer.given(REGISTERED, linkedBy(MANAGER))
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.OWN_REQUEST));
            customer.given(REGISTERED, linkedBy(MANAGER))
                    .when(APPROVE, by(actor("manager.two", Role.SALES_MANAGER)))
                    .expectEvents(APPROVED);
        }

        @Test
        @DisplayName("CUS-5 what was never asked for, refused or removed is not approved")
        void refusesWhatIsNotLinked() {
            customer.given(REGISTERED)
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
            customer.given(REGISTERED, linkedBy(CONSULTANT), REFUSED)
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
            customer.given(REGISTERED, linkedBy(CONSULTANT), REMOVED)
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
        }

        @Test
        @DisplayName("CUS-5 a relative who left the books meanwhile is not approved")
        void refusesWhoLeft() {
            books.releaseAll(LI);

            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_UNKNOWN, "relative"));
        }

        @Test
        @DisplayName("CUS-5 approving twice raises nothing")
        void staysQuiet() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED)
                    .when(APPROVE, by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Refusing {
        @Test
        @DisplayName("CUS-5 a manager refuses a link, and the two are free to be linked again")
        void produces() {
            books.claim(WANG, LI);

            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(REFUSE, by(MANAGER))
                    .expectEvents(REFUSED);
            assertThat(books.claim(LI, WANG)).isTrue();
        }

        @Test
        @DisplayName("CUS-5 an approved link is not refused any more")
        void refusesApproved() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED)
                    .when(REFUSE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_APPROVED, "relative"));
        }

        @Test
        @DisplayName("CUS-5 what was never asked for is not refused")
        void refusesWhatIsNotLinked() {
            customer.given(REGISTERED)
                    .when(REFUSE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
        }

        @Test
        @DisplayName("CUS-5 refusing twice raises nothing")
        void staysQuiet() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), REFUSED)
                    .when(REFUSE, by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Removing {
        @Test
        @DisplayName("CUS-5 a consultant takes back what nobody has decided yet")
        void produces() {
            books.claim(WANG, LI);

            customer.given(REGISTERED, linkedBy(CONSULTANT))
                    .when(REMOVE, by(CONSULTANT))
                    .expectEvents(REMOVED);
            assertThat(books.claim(LI, WANG)).isTrue();
        }

        @Test
        @DisplayName("CUS-5 an approved link is a manager's to remove, not a consultant's")
        void approved() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED)
                    .when(REMOVE, by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_APPROVED, "relative"));
            customer.given(REGISTERED, linkedBy(CONSULTANT), APPROVED)
                    .when(REMOVE, by(MANAGER))
                    .expectEvents(REMOVED);
        }

        @Test
        @DisplayName("CUS-5 what was never there, or was refused, is not removed")
        void refuses() {
            customer.given(REGISTERED)
                    .when(REMOVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
            customer.given(REGISTERED, linkedBy(CONSULTANT), REFUSED)
                    .when(REMOVE, by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.RELATIVE_NOT_LINKED, "relative"));
        }

        @Test
        @DisplayName("CUS-5 removing twice raises nothing")
        void staysQuiet() {
            customer.given(REGISTERED, linkedBy(CONSULTANT), REMOVED)
                    .when(REMOVE, by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Test
    @DisplayName("CUS-5 what a parent is from the one side a child is from the other")
    void inverse() {
        assertThat(List.of(Relation.values()))
                .extracting(Relation::inverse)
                .containsExactly(Relation.SPOUSE, Relation.CHILD, Relation.PARENT);
    }
}
