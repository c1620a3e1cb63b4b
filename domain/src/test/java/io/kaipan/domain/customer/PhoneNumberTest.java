package io.kaipan.domain.customer;

import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("CUS-1 a number is kept in E.164, however it was typed")
    @CsvSource({
        "１８８４４２３４７８５, +8618844234785",
        "008613884759368, +8613884759368",
        "186-2803-4063, +8618628034063",
        "177 7032 9669, +8617770329669",
        "+86 15810282669, +8615810282669",
        "＋８６（０２１）６２３４５６７８, +862162345678",
        "021－62345678, +862162345678",
        "021—62345678, +862162345678",
        "86 138 1234 5678, +8613812345678",
        "+852 5123 4567, +85251234567",
        "00 44 20 7946 0018, +442079460018"
    })
    void reads(String typed, String number) {
        assertThat(PhoneNumber.parse(typed)).isEqualTo(new PhoneNumber(number));
    }

    @ParameterizedTest
    @DisplayName("CUS-1 what is no number is refused")
    @ValueSource(
            strings = {"021-", "12345", "138001380", "未留", "1380013800X", "", " ", "138123456789012", "+86", "call me"})
    void refuses(String typed) {
        RuleViolation refused = catchThrowableOfType(RuleViolation.class, () -> PhoneNumber.parse(typed));

        assertThat(refused, refusal(CustomerRule.PHONE_INVALID));
    }
}
