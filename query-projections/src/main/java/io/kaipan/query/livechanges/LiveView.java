package io.kaipan.query.livechanges;

import java.util.function.Function;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The rows of one view as they change, for those who watch lists of them. Errors of the database interrupt nothing: the
 * list is shown anew when it is back.
 *
 * @param <I> the ids of the rows
 */
public final class LiveView<I> {
    /** So many watchers of a view are served at once; they must leave most of the query pool to those who ask. */
    private static final int SERVED_AT_ONCE = 2;

    private static final int MOST_WAITING = 100_000;

    private final ChangeFeed feed;
    private final String view;
    private final Function<String, I> id;
    private final LongSupplier position;
    private final Scheduler scheduler;

    /**
     * @param id reads an id as it is announced
     * @param position up to where in the log the view has read
     */
    public LiveView(ChangeFeed feed, String view, Function<String, I> id, LongSupplier position) {
        this.feed = feed;
        this.view = view;
        this.id = id;
        this.position = position;
        this.scheduler = Schedulers.newBoundedElastic(SERVED_AT_ONCE, MOST_WAITING, view + "-changes", 60, true);
    }

    /**
     * A list under watch: first its first page as it stands, then what changes. Back-pressured: while a watcher takes
     * nothing, changes add up; when there are more than can be told one by one, the first page follows anew.
     */
    public <R> Flux<ListUpdate<I, R>> stream(WatchedList<I, R> list) {
        return Flux.create(
                sink -> {
                    ListWatch<I, R> watch = new ListWatch<>(list, id, position, scheduler, sink);
                    ChangeFeed.Registration registration = feed.listen(view, watch);
                    sink.onDispose(registration::cancel);
                    sink.onRequest(more -> watch.serve());
                },
                FluxSink.OverflowStrategy.ERROR);
    }

    /** Serves nobody any more. */
    public void dispose() {
        scheduler.dispose();
    }
}
