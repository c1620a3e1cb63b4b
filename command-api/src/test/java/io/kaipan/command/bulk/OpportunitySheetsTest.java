package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandReading;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.lookup.TestVault;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.testing.InMemoryBooks;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Rows of the sheets of opportunities and of their interactions become commands")
class OpportunitySheetsTest {
    private static final Map<String, String> OPPORTUNITY = Map.of(
            "opportunity", "A-17",
            "project", "JYLW",
            "awarenessChannel", "网络",
            "followUpLevel", "Ａ",
            "customer.name", "王芳",
            "customer.phone", "138 1234 5678");
    private static final Map<String, String> INTERACTION = Map.of(
            "opportunity", "Ａ-17",
            "project", "JYLW",
            "kind", "电话",
            "subject", "约看房",
            "reached", "是",
            "occurredAt", "2024/3/5 14:30");

    private final InMemoryBooks books = new InMemoryBooks();
    private final OpportunitySheet opportunities = new OpportunitySheet(books, new TestVault());
    private final InteractionSheet interactions = new InteractionSheet(books, new TestVault());

    private static Map<String, String> with(Map<String, String> row, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(row);
        all.putAll(more);
        return all;
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    @Test
    @DisplayName("OPP-1, G-10 an opportunity with everything, its value and dates as offices write them")
    void opportunity() {
        ObjectNode command = opportunities.command(with(
                OPPORTUNITY,
                Map.of(
                        "stage", "看房",
                        "estimatedValue", "￥1,200,000.50元",
                        "closeDate", "2024年6月30日",
                        "owner", "zhang.min",
                        "originalAuthor", "老张",
                        "occurredAt", "2024/3/5")));
        String id = command.path("opportunity").asString();

        assertThat(command).isEqualTo(json("""
                {"opportunity": "%s", "project": "JYLW", "awarenessChannel": "网络", "stage": "看房", "followUpLevel": "A",
                 "estimatedValue": {"amount": "1200000.50"}, "closeDate": "2024-06-30",
                 "customer": {"name": "王芳", "phone": "+8613812345678"}, "owner": "zhang.min",
                 "occurredAt": "2024-03-04T16:00:00Z", "originalAuthor": "老张"}""".formatted(id)));
        assertThat(CommandReading.faults("OpenOpportunity", command)).isEmpty();
    }

    @Test
    @DisplayName("OPP-3, G-10 an interaction finds its opportunity by the number, however it is typed")
    void interaction() {
        ObjectNode command = interactions.command(with(INTERACTION, Map.of("originalAuthor", "老张", "place", "")));

        assertThat(command.path("opportunity"))
                .isEqualTo(opportunities.command(OPPORTUNITY).path("opportunity"));
        assertThat(command.path("kind").asString()).isEqualTo("PHONE");
        assertThat(command.path("reached").asBoolean()).isTrue();
        assertThat(command.path("occurredAt").asString()).isEqualTo("2024-03-05T06:30:00Z");
        assertThat(CommandReading.faults("LogInteraction", command)).isEmpty();
        assertThat(interactions
                        .command(with(INTERACTION, Map.of("project", "WKC")))
                        .path("opportunity"))
                .as("another project has numbers of its own")
                .isNotEqualTo(command.path("opportunity"));
    }

    @Test
    @DisplayName("G-6 what can't be read stays as it is, for the intake to refuse all at once")
    void faults() {
        ObjectNode command = interactions.command(
                with(INTERACTION, Map.of("kind", "托梦", "reached", "也许", "occurredAt", "昨天", "endedAt", "今天")));

        assertThat(CommandReading.faults("LogInteraction", command))
                .extracting(Refusal::field)
                .containsExactlyInAnyOrder("kind", "reached", "occurredAt", "endedAt");
        assertThat(CommandReading.faults(
                        "OpenOpportunity",
                        opportunities.command(with(OPPORTUNITY, Map.of("estimatedValue", "很多", "closeDate", "春天")))))
                .extracting(Refusal::field)
                .containsExactlyInAnyOrder("estimatedValue.amount", "closeDate");
    }

    @Test
    @DisplayName("G-7 sheets are sent by those who may send their commands")
    void audience() {
        assertThat(opportunities.sentBy()).containsExactlyInAnyOrder(Role.CONSULTANT, Role.SALES_MANAGER);
        assertThat(interactions.sentBy())
                .containsExactlyInAnyOrder(Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER);
    }
}
