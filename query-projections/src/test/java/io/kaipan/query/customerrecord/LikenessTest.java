package io.kaipan.query.customerrecord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    @ParameterizedTest
    @CsvSource({
        "王芳, 王方, true",
        "王芳, 王小芳, true",
        "王小芳, 王芳, true",
        "芳芳芳, 芳芳, true",
        "王芳, 王芳, false",
        "王芳, 李雷, false",
        "王芳, 芳王, false",
        "王, 李, false",
        "王, 王芳, true",
        "王小芳, 王大方, false"
    })
    @DisplayName("CUS-4 a name is similar by one character more, less or other")
    void names(String one, String other, boolean similar) {
        assertThat(Likeness.areSimilar(one, other)).isEqualTo(similar);
    }

    @ParameterizedTest
    @CsvSource({
        "+8613812345678, +8613812345679, true",
        "+8613812345678, +8613812354678, true",
        "+8613812345678, +8613812345678, false",
        "+8613812345678, +8613812345768, true",
        "+8613812345678, +8613912345679, false",
        "+8613812345678, +861381234567, false",
        "+8613812345678, +8613812346588, false"
    })
    @DisplayName("CUS-4 a number is mistyped by one digit, or two neighbours exchanged")
    void phones(String one, String other, boolean mistyped) {
        assertThat(Likeness.areMistyped(one, other)).isEqualTo(mistyped);
    }
}
