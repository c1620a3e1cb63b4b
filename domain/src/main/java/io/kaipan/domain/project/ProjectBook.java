package io.kaipan.domain.project;

import java.util.Optional;

/** The projects as other aggregates' commands see them. Reads and writes take part in the command's transaction. */
public interface ProjectBook {
    Optional<ProjectTerms> find(ProjectCode project);

    /** @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#PROJECT_UNKNOWN} at {@code project} */
    default ProjectTerms terms(ProjectCode project) {
        return find(project)
                .orElseThrow(() -> ProjectRule.PROJECT_UNKNOWN.violation().at("project"));
    }

    /** Writes down the terms of a project after a change. */
    void save(ProjectTerms terms);
}
