package io.kaipan.domain.shared;

import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.MatcherAssert.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {
    @ParameterizedTest
    @DisplayName("G-3 UUIDs are written and read as the TypeID specification's own examples")
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, lead_00000000000000000000000000",
        "00000000-0000-0000-0000-000000000001, lead_00000000000000000000000001",
        "00000000-0000-0000-0000-000000000020, lead_00000000000000000000000010",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, lead_7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "01890a5d-ac96-774b-bcce-b302099a8057, lead_01h455vb4pex5vsknk084sn02q"
    })
    void writes(UUID uuid, String id) {
        assertThat(TypeId.of("lead", uuid)).isEqualTo(id);
        assertThat(TypeId.checked("lead", id)).isEqualTo(id);
        assertThat(TypeId.uuid(id)).isEqualTo(uuid);
    }

    @Test
    @DisplayName("G-3 a record that arises with another has the same UUID under its own prefix")
    void sharesTheUuid() {
        assertThat(TypeId.of("cust", "lead_01h455vb4pex5vsknk084sn02q")).isEqualTo("cust_01h455vb4pex5vsknk084sn02q");
    }

    @ParameterizedTest
    @DisplayName("G-3 an id of another type or form is refused")
    @ValueSource(
            strings = {
                "cust_01h455vb4pex5vsknk084sn02q",
                "lead-01h455vb4pex5vsknk084sn02q",
                "lead_81h455vb4pex5vsknk084sn02q",
                "lead_01H455VB4PEX5VSKNK084SN02Q",
                "lead_01h455vb4pex5vsknk084sn02",
                "lead_01h455vb4pex5vsknk084sn02qq",
                "lead_01h455vb4pex5vsknk084sn02u",
                "lead",
                ""
            })
    void refuses(String id) {
        RuleViolation refused = catchThrowableOfType(RuleViolation.class, () -> TypeId.checked("lead", id));

        assertThat(refused, refusal(SharedRule.ID_INVALID));
    }
}
