package io.kaipan.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.query.testing.Views;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GenerationTablesTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");

    private final Views views = new Views();
    private final GenerationTables tables =
            new GenerationTables(new NamedParameterJdbcTemplate(views.projectionSource), 1);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(views.projectionSource));

    private record Last(String record, String questionnaire, int number) {
        static final Table<Last> TABLE = Table.<Last>named("questionnaire_last", "record_id", "questionnaire")
                .text("record_id", Last::record)
                .text("questionnaire", Last::questionnaire)
                .integer("number", Last::number)
                .text("project", row -> "JY\0LW")
                .instant("occurred_at", row -> AT)
                .texts("questions", row -> List.of("\"", "\\", ","))
                .texts("choices", row -> List.of())
                .texts("numbers", row -> List.of("NULL", ""))
                .reads(row ->
                        new Last(row.getString("record_id"), row.getString("questionnaire"), row.getInt("number")));
    }

    @ParameterizedTest
    @ValueSource(ints = {GenerationTables.MANY - 1, 4 * GenerationTables.MANY})
    @DisplayName("rows are written alike, few or many, also those of which the table had one of the same key")
    void alike(int number) {
        tables.write(Last.TABLE, last(number / 2, 1), List.of());
        List<Last> all = last(number, 2);

        tables.write(Last.TABLE, all, List.of(new Last("changed", "Q", 3)));

        assertThat(tables.by(Last.TABLE, "project", List.of("JYLW")))
                .hasSize(number + 1)
                .containsAll(all)
                .contains(new Last("changed", "Q", 3));
        assertThat(views.rows("view.questionnaire_last").stream()
                        .map(row -> row.replaceAll("\"(record_id|questionnaire|number)\": \"?[^,\"]+\"?,? ?", ""))
                        .distinct())
                .hasSize(1);
    }

    @Test
    @DisplayName("many new rows are part of the transaction that writes them")
    void rolledBack() {
        transaction.executeWithoutResult(status -> {
            tables.write(Last.TABLE, last(2 * GenerationTables.MANY, 1), List.of());
            status.setRollbackOnly();
        });

        assertThat(views.rows("view.questionnaire_last")).isEmpty();
    }

    private static List<Last> last(int number, int value) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Last("record " + i / 2, "Q" + i % 2, value))
                .toList();
    }
}
