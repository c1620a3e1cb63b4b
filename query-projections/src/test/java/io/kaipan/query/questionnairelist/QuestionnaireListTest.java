package io.kaipan.query.questionnairelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.questionnaire.Choice;
import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionKind;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireRetired;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuestionnaireListTest {
    private static final String[] TABLES = {
        "view.questionnaire_list", "view.questionnaire_version", "view.questionnaire_question"
    };
    private static final QuestionnaireCode VISIT = new QuestionnaireCode("VISIT");
    private static final QuestionnaireCode CALL = new QuestionnaireCode("CALL");
    private static final Question BUDGET = new Question("budget", QuestionKind.NUMBER, "预算", true, null);
    private static final Question LAYOUT = new Question(
            "layout", QuestionKind.SINGLE_CHOICE, "户型", null, List.of(new Choice("3", "三室"), new Choice("4", null)));

    private final Views views = new Views();
    private final Projector projector = views.projector(new QuestionnaireListProjection());
    private final QuestionnaireList list = new QuestionnaireList(views.queryJdbc);

    private void history() {
        views.log.append("marketing", VISIT.id(), defined(VISIT, QuestionnaireKind.VISIT, 1, BUDGET));
        views.log.append("marketing", CALL.id(), defined(CALL, QuestionnaireKind.CALL, 1, BUDGET));
        views.log.append("marketing", VISIT.id(), defined(VISIT, QuestionnaireKind.VISIT, 2, BUDGET, LAYOUT));
        views.log.append("admin", CALL.id(), new QuestionnaireRetired(CALL, "不再来电"));
        projector.project(views.log.read(), 2);
    }

    private static QuestionnaireDefined defined(
            QuestionnaireCode code, QuestionnaireKind kind, int version, Question... questions) {
        return new QuestionnaireDefined(code, kind, version, "问卷" + version, List.of(questions));
    }

    @Test
    @DisplayName("QST-1 each questionnaire shows what is in force, and what every version asked")
    void versions() {
        history();

        assertThat(list.all()).extracting(QuestionnaireRow::code).containsExactly(CALL, VISIT);
        QuestionnaireRow visit = list.findById(List.of(VISIT.id())).get(VISIT.id());
        assertThat(visit.number()).isEqualTo(2);
        assertThat(visit.title()).isEqualTo("问卷2");
        assertThat(visit.questions()).containsExactly(BUDGET, LAYOUT);
        assertThat(visit.versions().getFirst().questions()).containsExactly(BUDGET);
        assertThat(visit.versions().getFirst().definedBy()).isEqualTo("marketing");
        assertThat(visit.version()).isEqualTo(1);
        assertThat(visit.retired()).isFalse();
        QuestionnaireRow call = list.all().getFirst();
        assertThat(call.retired()).isTrue();
        assertThat(call.retiredReason()).isEqualTo("不再来电");
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        history();
        String once = views.text(TABLES);
        projector.project(views.log.read(), 3);
        assertThat(views.text(TABLES)).isEqualTo(once);
        projector.reset();
        assertThat(views.text(TABLES)).doesNotContain("VISIT");
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("an event about a questionnaire that the view lacks is an error")
    void missing() {
        views.log.append("admin", CALL.id(), new QuestionnaireRetired(CALL, "?"));
        assertThatThrownBy(() -> projector.project(views.log.read(), 1)).hasRootCauseInstanceOf(MissingRow.class);
    }
}
