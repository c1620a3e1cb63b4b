package io.kaipan.query.projection;

import java.util.List;
import java.util.Optional;

/**
 * How the rows of a view follow from events. One fold serves both ways in which a view is written: batch by batch as events
 * happen, and in bulk when a new generation of the view is built from the whole log. So it holds no state, writes nothing by
 * itself, and does nothing but change {@link Rows}.
 */
public interface Projection {
    /** The name of the view, which is also that of its first generation's processing group. */
    String view();

    /** The tables that the view consists of. */
    List<Table<?>> tables();

    /** The kinds of events that the view follows; their subtypes belong to them. */
    List<Class<?>> events();

    /** Whether the view follows that kind of event. */
    default boolean follows(Class<?> kind) {
        return events().stream().anyMatch(followed -> followed.isAssignableFrom(kind));
    }

    /**
     * Changes the rows by an event of those kinds.
     *
     * @throws MissingRow when it is about a record that the view doesn't have
     */
    void fold(Recorded event, Rows rows);

    /**
     * Names the rows that {@link #fold} will want for an event, so that they are read with those of other events, and those
     * that it will make, which needn't be read for the events behind it. What isn't named is read one by one.
     */
    void foresee(Object event, Wanted wanted);

    /** The table whose changed rows are announced, while this is the generation that is read. */
    default Optional<Table<?>> announced() {
        return Optional.empty();
    }
}
