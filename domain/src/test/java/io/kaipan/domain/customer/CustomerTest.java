package io.kaipan.domain.customer;

import static io.kaipan.domain.testing.People.ADMIN;
import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerCommand.ChangeCustomerDetails;
import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private static final CustomerId WANG = customer(1);
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final PhoneNumber OFFICE = new PhoneNumber("+862112345678");
    private static final PhoneNumber NEW_MOBILE = new PhoneNumber("+8613900001111");
    private static final CustomerDetails DETAILS = new CustomerDetails("wang@example.com", null, "武汉", null);
    private static final CustomerRegistered REGISTERED =
            new CustomerRegistered(WANG, "王芳", List.of(MOBILE, OFFICE), DETAILS);
    private static final CustomerForgotten FORGOTTEN = new CustomerForgotten(WANG, "本人要求");

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<Customer> customer = fixture();

    private FixtureConfiguration<Customer> fixture() {
        AggregateTestFixture<Customer> fixture = new AggregateTestFixture<>(Customer.class);
        fixture.registerInjectableResource(books);
        return fixture.registerAnnotatedCommandHandler(
                new CustomerMerging(fixture.getRepository(), books, books, books, books, books));
    }

    @BeforeEach
    void inTheBooks() {
        books.claim(MOBILE, WANG);
        books.claim(OFFICE, WANG);
        books.create(WANG);
        books.claim(WANG, JYLW, lead(1), ZHANG);
    }

    @Nested
    class Renaming {
        @Test
        @DisplayName("CUS-3 the owner of the customer's lead corrects the name, and says why")
        void produces() {
            customer.given(REGISTERED)
                    .when(new RenameCustomer(WANG, "王方", "笔误"), by(CONSULTANT))
                    .expectEvents(new CustomerRenamed(WANG, "王方", "笔误"));
        }

        @Test
        @DisplayName("G-8 another consultant can't rename the customer")
        void refuses() {
            customer.given(REGISTERED)
                    .when(new RenameCustomer(WANG, "王方", "笔误"), by(OTHER_CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("G-8 a manager who has no project in common with the customer can't rename them")
        void refusesStrangers() {
            customer.given(REGISTERED)
                    .when(new RenameCustomer(WANG, "王方", "笔误"), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("G-8 a customer in nobody's care is a manager's to change")
        void allowsManagers() {
            books.release(lead(1));

            customer.given(REGISTERED)
                    .when(new RenameCustomer(WANG, "王方", "笔误"), by(MANAGER))
                    .expectEvents(new CustomerRenamed(WANG, "王方", "笔误"));
        }

        @Test
        @DisplayName("G-5 a forgotten customer can't be renamed")
        void refusesForgotten() {
            customer.given(REGISTERED, FORGOTTEN)
                    .when(new RenameCustomer(WANG, "王方", "笔误"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.CUSTOMER_FORGOTTEN));
        }

        @Test
        @DisplayName("CUS-3 the name the customer has raises nothing")
        void staysQuiet() {
            customer.given(REGISTERED)
                    .when(new RenameCustomer(WANG, "王芳", "确认"), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class ChangingDetails {
        @Test
        @DisplayName("CUS-2, CUS-3 numbers and details are replaced; a number left out is free again")
        void produces() {
            customer.given(REGISTERED)
                    .when(change(null, NEW_MOBILE, MOBILE), by(CONSULTANT))
                    .expectEvents(new CustomerDetailsChanged(WANG, List.of(NEW_MOBILE, MOBILE), null, "换号"));

            assertThat(books.holderOf(NEW_MOBILE)).contains(WANG);
            assertThat(books.holderOf(MOBILE)).contains(WANG);
            assertThat(books.holderOf(OFFICE)).isEmpty();
        }

        @Test
        @DisplayName("CUS-2 another customer's number is refused at its place, and nothing is taken or given back")
        void refusesTakenNumbers() {
            PhoneNumber taken = new PhoneNumber("+8613700000000");
            books.claim(taken, customer(2));

            customer.given(REGISTERED)
                    .when(change(DETAILS, NEW_MOBILE, taken), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.PHONE_TAKEN, "phones[1]"));
            assertThat(books.holderOf(NEW_MOBILE)).isEmpty();
            assertThat(books.holderOf(MOBILE)).contains(WANG);
        }

        @Test
        @DisplayName("CUS-1 a customer keeps at least one number")
        void refusesNoNumber() {
            customer.given(REGISTERED)
                    .when(change(DETAILS), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(CustomerRule.PHONE_REQUIRED, "phones"));
        }

        @Test
        @DisplayName("G-5 a forgotten customer gets no new details")
        void refusesForgotten() {
            customer.given(REGISTERED, FORGOTTEN)
                    .when(change(DETAILS, MOBILE), by(CONSULTANT))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.CUSTOMER_FORGOTTEN));
        }

        @Test
        @DisplayName("CUS-3 the same numbers and details raise nothing")
        void staysQuiet() {
            customer.given(REGISTERED)
                    .when(change(DETAILS, MOBILE, OFFICE), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        @DisplayName("CUS-3 details that say nothing are the same as none")
        void takesEmptyAsNone() {
            customer.given(new CustomerRegistered(WANG, "王芳", List.of(MOBILE), null))
                    .when(change(CustomerDetails.NONE, MOBILE, MOBILE), by(CONSULTANT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        private ChangeCustomerDetails change(@Nullable CustomerDetails details, PhoneNumber... phones) {
            return new ChangeCustomerDetails(WANG, List.of(phones), details, "换号");
        }
    }

    @Nested
    class Forgetting {
        @Test
        @DisplayName("G-5 forgetting destroys the key and frees the numbers")
        void produces() {
            customer.given(REGISTERED)
                    .when(new ForgetCustomer(WANG, "本人要求"), by(ADMIN))
                    .expectEvents(FORGOTTEN);

            assertThat(books.hasKey(WANG)).isFalse();
            assertThat(books.isHolder(WANG)).isFalse();
        }

        @Test
        @DisplayName("G-8 a manager of another project can't have the customer forgotten")
        void refuses() {
            customer.given(REGISTERED)
                    .when(new ForgetCustomer(WANG, "本人要求"), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
            assertThat(books.hasKey(WANG)).isTrue();
        }

        @Test
        @DisplayName("G-5 forgetting twice raises nothing")
        void staysQuiet() {
            customer.given(REGISTERED, FORGOTTEN)
                    .when(new ForgetCustomer(WANG, "再次"), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        @DisplayName("G-5 a customer whose events read null after the key is gone can still be loaded")
        void toleratesErasure() {
            customer.given(
                            new CustomerRegistered(WANG, null, null, null),
                            new CustomerRenamed(WANG, null, null),
                            new CustomerDetailsChanged(WANG, null, null, null),
                            FORGOTTEN)
                    .when(new ForgetCustomer(WANG, "再次"), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Test
    @DisplayName("G-8 a customer in two consultants' care is in both's")
    void sharedCare() {
        books.claim(WANG, People.WKC, lead(2), LI);

        customer.given(REGISTERED)
                .when(new RenameCustomer(WANG, "王方", "笔误"), by(OTHER_CONSULTANT))
                .expectEvents(new CustomerRenamed(WANG, "王方", "笔误"));
    }
}
