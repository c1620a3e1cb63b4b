package io.kaipan.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Test
    @DisplayName("G-2 money is yuan with two decimals, however it was written")
    void twoDecimals() {
        Money money = new Money(new BigDecimal("1200000"), null);

        assertThat(money)
                .isEqualTo(new Money(new BigDecimal("1200000.00"), "CNY"))
                .hasToString("CNY 1200000.00");
        assertThat(money.fen()).isEqualTo(120_000_000);
        assertThat(Money.ofFen(120_000_000)).isEqualTo(money);
    }

    @ParameterizedTest
    @DisplayName("G-2 fractions of a fen and amounts beyond all measure are refused")
    @ValueSource(strings = {"0.001", "1000000000000.01", "1E+400"})
    void refuses(String amount) {
        assertThatThrownBy(() -> new Money(new BigDecimal(amount), null))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(SharedRule.AMOUNT_INVALID);
                    assertThat(refused.field()).isEqualTo("amount");
                });
    }

    @Test
    @DisplayName("G-2 another currency is refused")
    void refusesCurrency() {
        assertThatThrownBy(() -> new Money(BigDecimal.ONE, "USD"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.rule())
                        .isEqualTo(SharedRule.CURRENCY_UNKNOWN));
    }
}
