package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedPagesTest {
    private static final int PAGE = 3;
    private static final int FEW_BYTES = 1_000;

    private final List<@Nullable TrackingToken> read = new ArrayList<>();
    private long end = 7;
    private int bytes = FEW_BYTES;
    private final SharedPages pages = new SharedPages(this::page);

    private Optional<SharedPages.Page> page(@Nullable TrackingToken from) {
        read.add(from);
        if (end < 0) {
            throw new IllegalStateException("out of reach");
        }
        long first = from == null ? 1 : ((GapAwareTrackingToken) from).getIndex() + 1;
        List<? extends TrackedEventMessage<?>> events = LongStream.range(first, Math.min(first + PAGE, end + 1))
                .mapToObj(number ->
                        new GenericTrackedEventMessage<>(at(number), GenericEventMessage.asEventMessage(number)))
                .toList();
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedPages.Page(events, events.getLast().trackingToken(), bytes));
    }

    @Test
    @DisplayName("of several who are behind the first reads a page, and the others get the same events")
    void readsOnce() {
        List<TrackedEventMessage<?>> first = pages.after(null).toList();
        List<TrackedEventMessage<?>> second = pages.after(null).toList();
        List<TrackedEventMessage<?>> further = pages.after(at(3)).toList();

        assertThat(first).extracting(event -> (Object) event.getPayload()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(second).hasSize(7).allSatisfy(event -> assertThat(first).anyMatch(known -> known == event));
        assertThat(further).containsExactlyElementsOf(first.subList(3, 7));
        assertThat(read)
                .startsWith(null, at(3), at(6))
                .filteredOn(at(7)::equals)
                .hasSize(3);
        assertThat(read).hasSize(6);
    }

    @Test
    @DisplayName("the end is asked for each time, so that whoever waits there gets what comes")
    void goesOn() {
        Iterator<TrackedEventMessage<?>> events = pages.after(at(6)).iterator();

        assertThat(events.next().getPayload()).isEqualTo(7L);
        assertThat(events.hasNext()).isFalse();
        end = 8;

        assertThat(events.hasNext()).isTrue();
        assertThat(events.next().getPayload()).isEqualTo(8L);
    }

    @Test
    @DisplayName("who still waits for a number of the log that is missing reads for itself")
    void looksIntoGaps() {
        pages.after(at(6)).toList();
        int before = read.size();

        pages.after(GapAwareTrackingToken.newInstance(6, Set.of(4L))).findFirst();

        assertThat(read).hasSize(before + 1);
    }

    @Test
    @DisplayName("a page that couldn't be read is read by the next who comes")
    void triesAgain() {
        end = -1;
        assertThatThrownBy(() -> pages.after(null).findFirst()).hasMessage("out of reach");
        end = 7;

        assertThat(pages.after(null).findFirst()).isPresent();
    }

    @Test
    @DisplayName("memory is bounded: a page that is too large for it is handed on and not kept")
    void isBounded() {
        bytes = SharedPages.MOST_BYTES + 1;

        assertThat(pages.after(null).toList()).hasSize(7);
        assertThat(pages.after(null).toList()).hasSize(7);

        assertThat(read).hasSize(8);
    }

    private static TrackingToken at(long position) {
        return GapAwareTrackingToken.newInstance(position, Set.of());
    }
}
