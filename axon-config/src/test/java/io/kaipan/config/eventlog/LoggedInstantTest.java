package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;

class LoggedInstantTest {
    private final JsonMapper json = LogJson.strict(JsonMapper.builder()).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T09:30:00Z",
                "2026-11-21T09:30:00.1Z",
                "2026-11-21T09:30:00.123Z",
                "2026-11-21T09:30:00.123456Z",
                "2026-11-21T23:59:59.123456789Z",
                "0001-01-01T00:00:00.000000001Z",
                "+12026-11-21T09:30:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T17:30:00+08:00",
                "-0001-11-21T09:30:00Z"
            })
    @DisplayName("a time is read as Java's formatter reads it, from JSON and without")
    void asTheFormatter(String text) {
        assertThat(LoggedInstant.parse(text)).isEqualTo(Instant.parse(text));
        assertThat(json.readValue('"' + text + '"', Instant.class)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T09:30:00",
                "2026-11-21T09:30:0oZ",
                "2026-11-21 09:30:00Z.",
                "2026-13-21T09:30:00Z",
                "2026-11-21T09:30:00.1234567890Z"
            })
    @DisplayName("what is no time is refused")
    void noTime(String text) {
        assertThatThrownBy(() -> LoggedInstant.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    @DisplayName("times of every form that Jackson reads stay readable")
    void otherForms() {
        assertThat(json.readValue("1.5", Instant.class)).isEqualTo(Instant.ofEpochSecond(1, 500_000_000));
        assertThatThrownBy(() -> json.readValue("\"yesterday\"", Instant.class))
                .isInstanceOf(InvalidFormatException.class);
    }

    @Test
    @DisplayName("what is written is read as it was")
    void asWritten() {
        Instant at = Instant.parse("2026-11-21T09:30:00.000100Z");

        assertThat(json.readValue(json.writeValueAsString(at), Instant.class)).isEqualTo(at);
    }
}
