package io.kaipan.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PhoneNumberPropertyTest {
    @Property(tries = 300)
    @Label("CUS-1 any way of typing one number gives the same E.164, and reading that again changes nothing")
    void normalises(@ForAll("mobiles") String digits, @ForAll("typings") Typing typing) {
        PhoneNumber number = PhoneNumber.parse(typing.type(digits));

        assertThat(number.value()).isEqualTo("+86" + digits);
        assertThat(PhoneNumber.parse(number.value())).isEqualTo(number);
    }

    record Typing(String prefix, String gap, boolean fullWidth, String around) {
        String type(String digits) {
            String typed =
                    prefix + gap + digits.substring(0, 3) + gap + digits.substring(3, 7) + gap + digits.substring(7);
            return around + (fullWidth ? widen(typed) : typed) + around;
        }

        private static String widen(String typed) {
            return typed.codePoints()
                    .map(c -> c > ' ' && c < 0x7f ? c + 0xFEE0 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        @Override
        public String toString() {
            return type("13812345678");
        }
    }

    @Provide
    Arbitrary<String> mobiles() {
        return Combinators.combine(
                        Arbitraries.of("138", "139", "150", "159", "177", "186", "188"),
                        Arbitraries.strings().numeric().ofLength(8))
                .as(String::concat);
    }

    @Provide
    Arbitrary<Typing> typings() {
        return Combinators.combine(
                        Arbitraries.of("", "+86", "0086", "86"),
                        Arbitraries.of("", " ", "-", "\u3000", ".", "—"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", " ", "\t", "\u3000"))
                .as(Typing::new);
    }
}
