package io.kaipan.domain.shared;

import static io.kaipan.domain.testing.People.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StampTest {
    @Test
    @DisplayName("G-4 who, when and which version travel as plain strings and come back the same")
    void travels() {
        Stamp stamp = new Stamp(
                new Actor("zhang.min", Set.of(Role.CONSULTANT, Role.CHANNEL), Set.of("JYLW", "WKC")), NOW, 7L);

        assertThat(stamp.toMetaData())
                .containsEntry(Stamp.USER, "zhang.min")
                .containsEntry(Stamp.ROLES, "CONSULTANT,CHANNEL");
        assertThat(Stamp.from(stamp.toMetaData())).isEqualTo(stamp);
    }

    @Test
    @DisplayName("G-4 an actor without projects and a sender who named no version come back as such")
    void travelsWithLittle() {
        Stamp stamp = new Stamp(new Actor("admin", Set.of(Role.ADMIN), Set.of()), NOW, null);

        assertThat(Stamp.from(stamp.toMetaData())).isEqualTo(stamp);
    }
}
