package io.kaipan.domain.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardNumberTest {
    @Test
    @DisplayName("MEM-1 a number is read however it was typed, and what no card can have can still be looked up")
    void typed() {
        assertThat(CardNumber.parse(" ｗｋｈ０００00017 ")).isEqualTo(CardNumber.of("WKH", 8, 17));
        assertThat(CardNumber.parse("wkh\0")).isEqualTo(new CardNumber("WKH"));
        assertThat(new CardNumber("\0").value()).isEmpty();
    }
}
