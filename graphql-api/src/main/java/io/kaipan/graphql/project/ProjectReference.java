package io.kaipan.graphql.project;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectId;
import java.util.Set;

/** What other records hold of a project: its code, from which its id follows. */
public record ProjectReference(ProjectId id, ProjectCode code) {
    static final Set<String> KNOWN = Set.of("id", "code");

    public ProjectReference(ProjectCode code) {
        this(code.id(), code);
    }
}
