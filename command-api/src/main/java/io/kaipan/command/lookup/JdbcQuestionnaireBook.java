package io.kaipan.command.lookup;

import io.kaipan.domain.questionnaire.QuestionnaireBook;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.domain.questionnaire.QuestionnaireTerms;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The questionnaires in force as JSON in {@code lookup.questionnaire} (QST-2). */
@Component
class JdbcQuestionnaireBook implements QuestionnaireBook {
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    JdbcQuestionnaireBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<QuestionnaireTerms> find(QuestionnaireCode questionnaire) {
        return jdbc.sql("SELECT terms FROM lookup.questionnaire WHERE questionnaire = ?")
                .param(questionnaire.value())
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, QuestionnaireTerms.class));
    }

    @Override
    public boolean isAsked(QuestionnaireKind kind) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM lookup.questionnaire
                               WHERE terms ->> 'kind' = ? AND NOT (terms ->> 'retired')::boolean)""").param(kind.name()).query(Boolean.class).single();
    }

    @Override
    public void save(QuestionnaireTerms terms) {
        jdbc.sql("""
                INSERT INTO lookup.questionnaire (questionnaire, terms) VALUES (?, ?::jsonb)
                ON CONFLICT (questionnaire) DO UPDATE SET terms = EXCLUDED.terms""")
                .params(terms.code().value(), json.writeValueAsString(terms))
                .update();
    }
}
