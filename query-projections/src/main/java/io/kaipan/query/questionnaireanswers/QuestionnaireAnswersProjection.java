package io.kaipan.query.questionnaireanswers;

import static io.kaipan.query.questionnaireanswers.StoredAnswer.ANSWERS;
import static io.kaipan.query.questionnaireanswers.StoredAnswering.ANSWERINGS;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what was answered. Events of one customer must come in order; those of different customers need not. */
@Component
class QuestionnaireAnswersProjection implements Projection {
    private final Sealing sealing;

    QuestionnaireAnswersProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, QuestionnaireAnswers.VIEW);
    }

    @Override
    public String view() {
        return QuestionnaireAnswers.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ANSWERINGS, ANSWERS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(QuestionnaireAnswered.class, EntryQuestionnaireAnswered.class, CustomerForgotten.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        if (event instanceof CustomerForgotten forgotten) {
            wanted.all(ANSWERS, StoredAnswer.CUSTOMER, forgotten.customer());
        }
    }

    /** A customer who is forgotten may have answered nothing at all. */
    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case QuestionnaireAnswered e -> fold(StoredAnswering.of(e, recorded), e.answers(), e.written(), rows);
            case EntryQuestionnaireAnswered e -> fold(StoredAnswering.of(e, recorded), e.answers(), e.written(), rows);
            case CustomerForgotten e ->
                rows.all(ANSWERS, StoredAnswer.CUSTOMER, e.customer())
                        .forEach(answer -> rows.put(ANSWERS, answer.blank()));
            default -> {}
        }
    }

    private void fold(
            StoredAnswering answering, List<Answer> answers, @Nullable List<WrittenAnswer> written, Rows rows) {
        rows.put(ANSWERINGS, answering);
        Map<String, String> texts = (written == null ? List.<WrittenAnswer>of() : written)
                .stream().collect(Collectors.toMap(WrittenAnswer::code, WrittenAnswer::text));
        answers.forEach(answer -> rows.put(
                ANSWERS,
                new StoredAnswer(
                        answering.record(),
                        answering.version(),
                        answer.code(),
                        answering.customer(),
                        answer.choices() == null ? List.of() : answer.choices(),
                        answer.number() == null ? null : answer.number().toPlainString(),
                        sealing.seal(answering.customer(), "text", texts.get(answer.code())))));
    }
}
