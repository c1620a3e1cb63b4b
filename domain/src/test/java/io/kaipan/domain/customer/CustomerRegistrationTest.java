package io.kaipan.domain.customer;

import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomerRegistrationTest {
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final PhoneNumber OFFICE = new PhoneNumber("+862112345678");
    private static final PhoneNumber OTHER = new PhoneNumber("+8613900001111");

    private final SalesFloor floor = new SalesFloor(People.books());

    @Test
    @DisplayName("CUS-1, G-5 a person enters the books under each number once, with a key of their own")
    void produces() {
        Object answer = floor.accept(register(1, MOBILE, OFFICE, MOBILE), CONSULTANT);

        assertThat(answer).isEqualTo(customer(1));
        assertThat(floor.news())
                .containsExactly(new CustomerRegistered(customer(1), "王芳", List.of(MOBILE, OFFICE), null));
        assertThat(floor.books().holderOf(OFFICE)).contains(customer(1));
        assertThat(floor.books().hasKey(customer(1))).isTrue();
    }

    @Test
    @DisplayName("CUS-1 a person without any number is refused")
    void refusesNoNumber() {
        assertRefused(register(1), CustomerRule.PHONE_REQUIRED, "phones");
    }

    @Test
    @DisplayName("CUS-2 numbers of two different customers are refused at the second, and none is taken")
    void refusesNumbersOfTwo() {
        floor.accept(register(1, MOBILE), CONSULTANT);
        floor.accept(register(2, OFFICE), CONSULTANT);
        floor.news();

        assertRefused(register(3, OTHER, OFFICE, MOBILE), CustomerRule.PHONE_TAKEN, "phones[1]");
        assertThat(floor.books().holderOf(OTHER)).isEmpty();
    }

    @Test
    @DisplayName("CUS-2 a taken number answers with the customer there, raises nothing and leaves other numbers free")
    void staysQuiet() {
        floor.accept(register(1, MOBILE), CONSULTANT);
        floor.news();

        Object answer = floor.accept(register(2, OTHER, MOBILE), OTHER_CONSULTANT);

        assertThat(answer).isEqualTo(customer(1));
        assertThat(floor.news()).isEmpty();
        assertThat(floor.books().holderOf(OTHER)).isEmpty();
        assertThat(floor.books().hasKey(customer(2))).isFalse();
    }

    @Test
    @DisplayName("G-5, CUS-2 a forgotten customer's number makes a new customer")
    void registersAfterForgetting() {
        floor.accept(register(1, MOBILE), CONSULTANT);
        floor.accept(new ForgetCustomer(customer(1), "本人要求"), People.ADMIN);

        assertThat(floor.accept(register(2, MOBILE), CONSULTANT)).isEqualTo(customer(2));
    }

    @Test
    @DisplayName("G-8 who entered a customer may change them while nobody cares for them, other consultants may not")
    void belongsToWhoEnteredThem() {
        floor.accept(register(1, MOBILE), CONSULTANT);
        floor.news();
        RenameCustomer rename = new RenameCustomer(customer(1), "王方", "笔误");

        assertThatThrownBy(() -> floor.accept(rename, OTHER_CONSULTANT))
                .isInstanceOfSatisfying(
                        RuleViolation.class, refused -> assertThat(refused, refusal(SharedRule.NOT_YOURS)));
        floor.accept(rename, CONSULTANT);
        assertThat(floor.news()).containsExactly(new CustomerRenamed(customer(1), "王方", "笔误"));
    }

    private void assertRefused(RegisterCustomer register, CustomerRule rule, String field) {
        assertThatThrownBy(() -> floor.accept(register, CONSULTANT))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused, refusal(rule, field)));
        assertThat(floor.news()).isEmpty();
    }

    private static RegisterCustomer register(int id, PhoneNumber... phones) {
        return new RegisterCustomer(customer(id), "王芳", List.of(phones), null);
    }
}
