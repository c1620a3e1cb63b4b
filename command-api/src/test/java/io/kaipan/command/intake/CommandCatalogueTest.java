package io.kaipan.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerCommand;
import io.kaipan.domain.lead.LeadCommand;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.MemberCommand;
import io.kaipan.domain.opportunity.OpportunityCommand;
import io.kaipan.domain.project.ProjectCommand;
import io.kaipan.domain.questionnaire.QuestionnaireCommand;
import io.kaipan.domain.shared.BySystem;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.user.UserCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommandCatalogueTest {
    private final CommandCatalogue catalogue = new CommandCatalogue();

    @Test
    @DisplayName("G-7 every command of the domain is in the catalogue and says who may send it")
    void all() {
        List<String> commands = Stream.of(
                        LeadCommand.class,
                        CustomerCommand.class,
                        MemberCommand.class,
                        OpportunityCommand.class,
                        ProjectCommand.class,
                        QuestionnaireCommand.class,
                        UserCommand.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(command -> !command.isAnnotationPresent(BySystem.class))
                .map(Class::getSimpleName)
                .sorted()
                .toList();

        assertThat(catalogue.all()).extracting(CommandType::name).containsExactlyElementsOf(commands);
        assertThat(catalogue.all())
                .allSatisfy(type -> assertThat(type.senders()).isNotEmpty());
    }

    @Test
    @DisplayName("OPP-7 a command that only the system gives can't be sent")
    void bySystem() {
        assertThat(catalogue.find("WinOpportunity")).isEmpty();
    }

    @Test
    @DisplayName("G-7 a command that does not say who may send it fails the build")
    void withoutSenders() {
        assertThatThrownBy(() -> new CommandCatalogue(List.of(Unguarded.class)))
                .hasMessageContaining("DoAnything does not say who may send it");
    }

    @Test
    @DisplayName("a command without the record it is about fails the build")
    void withoutTarget() {
        assertThatThrownBy(() -> new CommandCatalogue(List.of(Aimless.class)))
                .hasMessageContaining("DoSomewhere does not name one record");
    }

    @Test
    @DisplayName("G-3 a command names the record it is about, whether it stands already or is new")
    void target() {
        CommandType register = catalogue.find("RegisterLead").orElseThrow();
        assertThat(register.shape().type()).isEqualTo(RegisterLead.class);
        assertThat(register.target()).isEqualTo("lead");
        assertThat(register.makesTarget()).isTrue();
        assertThat(register.senders()).contains(Role.CONSULTANT).doesNotContain(Role.CASHIER, Role.AUDITOR);

        CommandType close = catalogue.find("CloseProject").orElseThrow();
        assertThat(close.target()).isEqualTo("project");
        assertThat(close.makesTarget()).isFalse();
        assertThat(catalogue.find("Nothing")).isEmpty();
    }

    sealed interface Unguarded {
        LeadId lead();

        record DoAnything(LeadId lead) implements Unguarded {}
    }

    sealed interface Aimless {
        @SentBy(Role.ADMIN)
        record DoSomewhere(LeadId lead) implements Aimless {}
    }
}
