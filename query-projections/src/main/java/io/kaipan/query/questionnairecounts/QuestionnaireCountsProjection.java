package io.kaipan.query.questionnairecounts;

import static io.kaipan.query.questionnairecounts.StoredLast.LAST;

import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps how each record answered last. Events of one record must come in order; those of different records need not. */
@Component
class QuestionnaireCountsProjection implements Projection {
    @Override
    public String view() {
        return QuestionnaireCounts.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(LAST);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(QuestionnaireAnswered.class, EntryQuestionnaireAnswered.class);
    }

    /** What was answered before is replaced unread. */
    @Override
    public void foresee(Object event, Wanted wanted) {}

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case QuestionnaireAnswered answered -> rows.put(LAST, StoredLast.of(answered));
            case EntryQuestionnaireAnswered answered -> rows.put(LAST, StoredLast.of(answered));
            default -> {}
        }
    }
}
