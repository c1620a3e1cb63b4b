package io.kaipan.query.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({"张伟, 张*", "欧阳娜娜, 欧*", "Wang Fang, W*", "𠮷田, 𠮷*", "'', *"})
    @DisplayName("G-8 of a name the first character is left, whole even where it takes two chars")
    void names(String name, String masked) {
        assertThat(Masking.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "+8613812341234, 138****1234",
        "+861012345678, 101****5678",
        "+85291234567, 912****4567",
        "+8695588, ****88"
    })
    @DisplayName("G-8 of a phone number three digits in front and four at the end are left, of a short one two")
    void phones(String phone, String masked) {
        assertThat(Masking.phone(phone)).isEqualTo(masked);
    }
}
