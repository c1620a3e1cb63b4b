package io.kaipan.query.projectlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The projects that an actor is bound to (G-7), by code. */
@Component
public class ProjectList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "project-list";

    /** All projects that the actor may see. */
    public List<ProjectRow> all(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Several projects at once; those that don't exist or must not be seen are missing from the answer. */
    public Map<ProjectCode, ProjectRow> find(Collection<ProjectCode> codes, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
