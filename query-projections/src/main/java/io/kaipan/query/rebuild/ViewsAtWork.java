package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.ViewHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Sees to it that the generations that follow the log do so on this node, and no others. */
@Component
class ViewsAtWork {
    private final Map<String, Projection> projections;
    private final ViewProcessors processors;
    private final NamedParameterJdbcOperations jdbc;
    private final Set<String> atWork = new TreeSet<>();

    ViewsAtWork(
            List<Projection> projections,
            ViewProcessors processors,
            @Qualifier("projectionDataSource") DataSource projection) {
        this.projections = projections.stream().collect(Collectors.toMap(Projection::view, Function.identity()));
        this.processors = processors;
        this.jdbc = new NamedParameterJdbcTemplate(projection);
    }

    /** How a view follows from events. @throws IllegalArgumentException when there is no such view */
    Projection projection(String view) {
        Projection projection = projections.get(view);
        if (projection == null) {
            throw new IllegalArgumentException("No view is called " + view);
        }
        return projection;
    }

    boolean knows(String view) {
        return projections.containsKey(view);
    }

    /** Begins with what is to follow and doesn't, ends with what does and is not to. @param all generations of all views */
    synchronized void arrange(List<Generation> all) {
        Map<String, Generation> wanted = all.stream()
                .filter(generation -> generation.state().follows() && knows(generation.view()))
                .collect(Collectors.toMap(Generation::group, Function.identity()));
        Set.copyOf(atWork).stream().filter(group -> !wanted.containsKey(group)).forEach(group -> {
            processors.end(group);
            atWork.remove(group);
        });
        wanted.forEach((group, generation) -> {
            if (!atWork.contains(group)) {
                processors.begin(generation.view(), group, handler(generation));
                atWork.add(group);
            }
        });
    }

    /** Ends with everything on this node. */
    synchronized void rest() {
        atWork.forEach(processors::end);
        atWork.clear();
    }

    private ViewHandler handler(Generation generation) {
        return new ViewHandler(projection(generation.view()), jdbc, generation.number(), () -> isLive(generation));
    }

    /** Asked in the transaction that writes, so that a switch at the same moment makes no difference. */
    private boolean isLive(Generation generation) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM engine.view_generation"
                        + " WHERE view = :view AND generation = :generation AND state = 'LIVE')",
                Map.of("view", generation.view(), "generation", generation.number()),
                Boolean.class));
    }
}
