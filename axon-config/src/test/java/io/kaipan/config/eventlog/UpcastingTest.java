package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.shared.LoggedAs;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A parking bay was logged with one text for place and number, then with both apart, then with a level as well. */
class UpcastingTest {
    @LoggedAs(value = "parking.BayOffered", revision = 3)
    record BayOffered(String garage, int number, int level) {}

    /** Revision 1 to 2: {@code "G2-17"} becomes garage and number. */
    private static final class SplitPlace extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType("parking.BayOffered", "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType("parking.BayOffered", "2"), ObjectNode.class, payload -> {
                        String[] place = payload.remove("place").stringValue().split("-");
                        return payload.put("garage", place[0]).put("number", Integer.parseInt(place[1]));
                    });
        }
    }

    /** Revision 2 to 3: garages had one level then. */
    private static final class AddLevel extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType("parking.BayOffered", "2"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType("parking.BayOffered", "3"),
                    ObjectNode.class,
                    payload -> payload.put("level", 1));
        }
    }

    @Test
    @DisplayName("events of older revisions are led to today's, step by step, on both ways of reading")
    void leadsOldEvents() {
        LogForTests log = logWith(new EventUpcasterChain(List.of(new SplitPlace(), new AddLevel())));
        append(log, 0, "1", "{\"place\":\"G2-17\"}");
        append(log, 1, "2", "{\"garage\":\"G2\",\"number\":18}");
        append(log, 2, "3", "{\"garage\":\"G3\",\"number\":19,\"level\":2}");
        List<BayOffered> today =
                List.of(new BayOffered("G2", 17, 1), new BayOffered("G2", 18, 1), new BayOffered("G3", 19, 2));

        assertThat(payloads(log.engine.readEvents(null, false))).isEqualTo(today);
        assertThat(payloads(log.engine.readEvents("bay_1").asStream())).isEqualTo(today);
    }

    @Test
    @DisplayName("an older revision that no upcaster leads away from stops the reading")
    void stopsWithoutUpcaster() {
        LogForTests log = logWith(NoOpEventUpcaster.INSTANCE);
        append(log, 0, "2", "{\"garage\":\"G2\",\"number\":18}");

        assertThatThrownBy(() -> payloads(log.engine.readEvents(null, false)))
                .isInstanceOf(UnreadableLoggedType.class)
                .hasMessageContaining("no upcaster leads from there to revision 3");
        assertThat(log.tail.unreadable()).isPresent();
    }

    private static LogForTests logWith(EventUpcaster upcasters) {
        return new LogForTests(List.of(BayOffered.class), List.of(), upcasters);
    }

    private static List<?> payloads(Stream<? extends EventMessage<?>> events) {
        return events.map(EventMessage::getPayload).toList();
    }

    private static void append(LogForTests log, int sequenceNumber, String revision, String payload) {
        log.sql()
                .sql("""
                        INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        VALUES (gen_random_uuid(), 'bay_1', :sequence, 'Bay', 'parking.BayOffered', :revision,
                            convert_to(:payload, 'UTF8'), '{}', '2026-03-01T00:00:00.000Z')
                        """)
                .param("sequence", sequenceNumber)
                .param("revision", revision)
                .param("payload", payload)
                .update();
    }
}
