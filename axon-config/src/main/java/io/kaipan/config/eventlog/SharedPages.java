package io.kaipan.config.eventlog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the log for the processors that are behind its end. Those that have the same way before them, as after a long
 * stop or with a new view, come by one after the other: each page is read once for all who come soon, and
 * each event in it is made of its JSON once, by the first who wants it.
 *
 * <p>A page begins behind a token, the gaps in which it looks for too. So whoever has the same token gets what they would
 * have read themselves a moment ago; what appears in a gap later is found by the token of the page's last event.
 */
final class SharedPages {
    private static final Duration KEPT = Duration.ofSeconds(10);
    static final int MOST_BYTES = 24 << 20;

    private final Function<@Nullable TrackingToken, Optional<Page>> log;
    private final Cache<Optional<TrackingToken>, Page> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<Optional<TrackingToken>, Page>weigher((from, page) -> page.bytes())
            .expireAfterAccess(KEPT)
            .executor(Runnable::run)
            .build();

    /** @param log reads the page behind a token; none when there is nothing */
    SharedPages(Function<@Nullable TrackingToken, Optional<Page>> log) {
        this.log = log;
    }

    /**
     * Some events that follow each other.
     *
     * @param events none when all there were are no events of today any more
     * @param last the token behind them
     * @param bytes of memory that they take, roughly
     */
    record Page(List<? extends TrackedEventMessage<?>> events, TrackingToken last, int bytes) {}

    /** All events behind a token that are there, and when asked again after the last, those that came since. */
    Stream<TrackedEventMessage<?>> after(@Nullable TrackingToken token) {
        return StreamSupport.stream(new Events(token), false);
    }

    private Optional<Page> page(@Nullable TrackingToken from) {
        return Optional.ofNullable(pages.get(Optional.ofNullable(from), token -> log.apply(token.orElse(null))
                .orElse(null)));
    }

    private final class Events extends AbstractSpliterator<TrackedEventMessage<?>> {
        private @Nullable TrackingToken last;
        private Iterator<? extends TrackedEventMessage<?>> page = Collections.emptyIterator();

        Events(@Nullable TrackingToken from) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.last = from;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> taker) {
            while (!page.hasNext()) {
                Optional<Page> next = page(last);
                if (next.isEmpty()) {
                    return false;
                }
                last = next.get().last();
                page = next.get().events().iterator();
            }
            taker.accept(page.next());
            return true;
        }
    }
}
