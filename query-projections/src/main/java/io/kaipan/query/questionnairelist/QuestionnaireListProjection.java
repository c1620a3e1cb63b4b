package io.kaipan.query.questionnairelist;

import static io.kaipan.query.questionnairelist.StoredQuestion.QUESTIONS;
import static io.kaipan.query.questionnairelist.StoredQuestionnaire.QUESTIONNAIRES;
import static io.kaipan.query.questionnairelist.StoredVersion.VERSIONS;

import io.kaipan.domain.questionnaire.QuestionnaireEvent;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireRetired;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the list of questionnaires and every version of each. */
@Component
class QuestionnaireListProjection implements Projection {
    @Override
    public String view() {
        return QuestionnaireList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(QUESTIONNAIRES, VERSIONS, QUESTIONS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(QuestionnaireEvent.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        if (event instanceof QuestionnaireRetired retired) {
            wanted.row(QUESTIONNAIRES, retired.questionnaire());
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch ((QuestionnaireEvent) recorded.event()) {
            case QuestionnaireDefined e -> {
                rows.put(QUESTIONNAIRES, StoredQuestionnaire.defined(e, recorded));
                rows.put(VERSIONS, StoredVersion.defined(e, recorded));
                for (int place = 0; place < e.questions().size(); place++) {
                    rows.put(
                            QUESTIONS,
                            new StoredQuestion(
                                    e.questionnaire(),
                                    e.version(),
                                    place,
                                    e.questions().get(place)));
                }
            }
            case QuestionnaireRetired e ->
                rows.put(
                        QUESTIONNAIRES,
                        rows.get(QUESTIONNAIRES, e.questionnaire()).retired(e.reason(), recorded));
        }
    }
}
