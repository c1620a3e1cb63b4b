package io.kaipan.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class BatchTest {
    private final Views views = new Views();
    private final NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(views.projectionSource);
    private final Projector projector = new Projector(new Writer(), views.projectionSource);
    private int writes;
    private boolean broken;

    private record Counted(String name) {
        static final Table<Counted> TABLE = Table.<Counted>named("lead_customer", "customer_id")
                .text("customer_id", Counted::name)
                .text("name_sealed", row -> null)
                .text("phones_sealed", row -> "a\0b")
                .numbers("name_tokens", row -> new TreeSet<>(Set.of(-1L, Long.MAX_VALUE)))
                .numbers("phone_tokens", row -> Set.of())
                .flag("forgotten", row -> true)
                .reads(row -> new Counted(row.getString("customer_id")));
    }

    /** Writes one row for a whole batch. */
    private final class Counting implements Batch {
        private int events;

        @Override
        public void write() {
            writes++;
            new GenerationTables(jdbc, 1).upsert(Counted.TABLE, List.of(new Counted("events " + events)));
            if (broken) {
                throw new AssertionError("as the driver throws when a connection breaks within a JDBC batch");
            }
        }
    }

    private final class Writer implements EventMessageHandler {
        @Override
        public @Nullable Object handle(EventMessage<?> event) {
            Batch.current(Counting.class, Counting::new).events++;
            return null;
        }
    }

    private static List<DomainEventMessage<?>> events(int number) {
        return IntStream.range(0, number)
                .<DomainEventMessage<?>>mapToObj(i -> new GenericDomainEventMessage<>("Test", "test", i, "event " + i))
                .toList();
    }

    @Test
    @DisplayName("a batch of events is written once, with its values as they are")
    void once() {
        projector.project(events(7), 5);

        assertThat(writes).isEqualTo(2);
        assertThat(views.rows("view.lead_customer"))
                .containsExactlyInAnyOrder(
                        "{\"forgotten\": true, \"customer_id\": \"events 2\", \"name_sealed\": null, "
                                + "\"name_tokens\": [-1, 9223372036854775807], \"survivor_id\": null, \"phone_tokens\": [], \"phones_sealed\": \"ab\"}",
                        "{\"forgotten\": true, \"customer_id\": \"events 5\", \"name_sealed\": null, "
                                + "\"name_tokens\": [-1, 9223372036854775807], \"survivor_id\": null, \"phone_tokens\": [], \"phones_sealed\": \"ab\"}");
    }

    @Test
    @DisplayName("an error while writing rolls back like an exception, and leaves no transaction on the thread")
    void error() {
        broken = true;
        assertThatThrownBy(() -> projector.project(events(1), 1)).hasRootCauseInstanceOf(AssertionError.class);

        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
        assertThat(views.rows("view.lead_customer")).isEmpty();
    }
}
