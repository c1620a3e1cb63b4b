package io.kaipan.command.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kaipan.command.intake.Assumptions;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The terms of all projects as JSON in {@code lookup.project_terms} (PRJ-1, G-11). */
@Component
class JdbcProjectBook implements ProjectBook {
    private static final int MOST_KEPT = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();
    /** What was read last of each project. Nobody relies on it without the log's looking at the revision. */
    private final Cache<ProjectCode, Revision> lastRead =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Revision(long number, ProjectTerms terms) {}

    JdbcProjectBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ProjectTerms> find(ProjectCode project) {
        Revision last = lastRead.getIfPresent(project);
        Optional<Assumptions> assumptions = Assumptions.current();
        if (last != null && assumptions.isPresent()) {
            assumptions.get().terms().add(new Assumptions.Terms(project.value(), last.number()));
            return Optional.of(last.terms());
        }
        return read(project, last).map(Revision::terms);
    }

    private Optional<Revision> read(ProjectCode project, @Nullable Revision last) {
        Optional<Revision> read = jdbc.sql("SELECT revision, terms FROM lookup.project_terms WHERE project = ?")
                .param(project.value())
                .query((row, number) -> {
                    long revision = row.getLong("revision");
                    return last != null && last.number() == revision
                            ? last
                            : new Revision(revision, json.readValue(row.getString("terms"), ProjectTerms.class));
                })
                .optional();
        read.ifPresent(revision -> lastRead.put(project, revision));
        return read;
    }

    @Override
    public void save(ProjectTerms terms) {
        jdbc.sql("""
                INSERT INTO lookup.project_terms (project, terms) VALUES (?, ?::jsonb)
                ON CONFLICT (project) DO UPDATE SET terms = EXCLUDED.terms, revision = DEFAULT""")
                .params(terms.project().value(), json.writeValueAsString(terms))
                .update();
    }
}
