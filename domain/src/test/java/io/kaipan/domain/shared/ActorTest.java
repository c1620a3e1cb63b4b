package io.kaipan.domain.shared;

import static io.kaipan.domain.testing.People.ADMIN;
import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.OTHER_CONSULTANT;
import static io.kaipan.domain.testing.People.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActorTest {
    private static final String OWNER = CONSULTANT.user();

    @Test
    @DisplayName("G-8 a record is changed by its owner and by managers of its project, by nobody else")
    void changes() {
        assertThat(CONSULTANT.mayChange("JYLW", OWNER)).isTrue();
        assertThat(OTHER_CONSULTANT.mayChange("JYLW", OWNER)).isFalse();
        assertThat(MANAGER.mayChange("JYLW", OWNER)).isTrue();
        assertThat(STRANGER.mayChange("JYLW", OWNER)).isFalse();
        assertThat(ADMIN.mayChange("JYLW", OWNER)).isFalse();
    }

    @Test
    @DisplayName("G-8 a record that nobody owns is a manager's to change")
    void changesUnowned() {
        assertThat(CONSULTANT.mayChange("JYLW", null)).isFalse();
        assertThat(MANAGER.mayChange("JYLW", null)).isTrue();
    }

    @Test
    @DisplayName("G-8 an owner who is no longer bound to the project changes nothing in it")
    void losesProjects() {
        assertThat(new Actor(OWNER, Set.of(Role.CONSULTANT), Set.of("WKC")).mayChange("JYLW", OWNER))
                .isFalse();
    }

    @Test
    @DisplayName("G-8 auditors see personal data everywhere, and change nothing")
    void auditors() {
        Actor auditor = new Actor("auditor", Set.of(Role.AUDITOR), Set.of());

        assertThat(auditor.seesPersonalDataOf("JYLW", OWNER)).isTrue();
        assertThat(auditor.mayChange("JYLW", OWNER)).isFalse();
        assertThat(OTHER_CONSULTANT.seesPersonalDataOf("JYLW", OWNER)).isFalse();
    }
}
