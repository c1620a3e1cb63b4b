package io.kaipan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    @DisplayName("what isn't said is measured thoroughly, on a million leads")
    void defaults() {
        Options options = Options.of();

        assertThat(options.sections()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(options.leads()).isEqualTo(1_000_000);
        assertThat(options.rounds()).isEqualTo(5);
    }

    @Test
    @DisplayName("a quick run can be told more, wherever it is said that it is quick")
    void quick() {
        Options options = Options.of("--section", "B,d", "--quick", "--rounds", "3");

        assertThat(options.sections()).containsExactly("b", "d");
        assertThat(options.leads()).isEqualTo(20_000);
        assertThat(options.rounds()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast 1", "--rounds", "--section g", "--rounds many"})
    @DisplayName("an option that isn't one is refused")
    void refuses(String line) {
        assertThatThrownBy(() -> Options.of(line.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }
}
