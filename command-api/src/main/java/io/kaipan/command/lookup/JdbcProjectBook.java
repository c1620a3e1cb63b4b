package io.kaipan.command.lookup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The terms of all projects as JSON in {@code lookup.project_terms} (PRJ-1, G-11). */
@Component
class JdbcProjectBook implements ProjectBook {
    private static final int MOST_KEPT = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();
    /** What has been read from a text: the text itself is read from the database each time. */
    private final LoadingCache<String, ProjectTerms> read =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build(text -> json.readValue(text, ProjectTerms.class));

    JdbcProjectBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ProjectTerms> find(ProjectCode project) {
        return jdbc.sql("SELECT terms FROM lookup.project_terms WHERE project = ?")
                .param(project.value())
                .query(String.class)
                .optional()
                .map(read::get);
    }

    @Override
    public void save(ProjectTerms terms) {
        jdbc.sql("""
                INSERT INTO lookup.project_terms (project, terms) VALUES (?, ?::jsonb)
                ON CONFLICT (project) DO UPDATE SET terms = EXCLUDED.terms""")
                .params(terms.project().value(), json.writeValueAsString(terms))
                .update();
    }
}
