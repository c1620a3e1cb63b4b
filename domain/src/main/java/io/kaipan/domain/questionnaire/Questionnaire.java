package io.kaipan.domain.questionnaire;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.questionnaire.QuestionnaireCommand.DefineQuestionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireCommand.RetireQuestionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireDefined;
import io.kaipan.domain.questionnaire.QuestionnaireEvent.QuestionnaireRetired;
import io.kaipan.domain.shared.LoggedAs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** What is asked on an occasion (QST-1): versions that never change, until retired. */
@LoggedAs("questionnaire.Questionnaire")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Questionnaire {
    @AggregateIdentifier
    private QuestionnaireId id;

    private QuestionnaireCode code;
    private QuestionnaireKind kind;
    private String title;
    private List<Question> questions = List.of();
    private int version;
    /** How every question that was ever asked is answered, by code. */
    private Map<String, QuestionKind> kinds = Map.of();

    private boolean retired;

    /** The first version; to be called where a repository makes the new record. */
    static Questionnaire first(DefineQuestionnaire define) {
        QuestionnaireRule.QUESTIONNAIRE_CODE_INVALID.refuseIf(
                !define.questionnaire().isWellFormed(), "questionnaire");
        requireSound(define.questions(), Map.of());
        apply(new QuestionnaireDefined(define.questionnaire(), define.kind(), 1, define.title(), define.questions()));
        return new Questionnaire();
    }

    /** The next version, unless it says what the present one does. */
    void define(DefineQuestionnaire define) {
        boolean nothingNew = !retired
                && define.kind() == kind
                && define.title().equals(title)
                && define.questions().equals(questions);
        if (nothingNew) {
            return;
        }
        QuestionnaireRule.QUESTIONNAIRE_RETIRED.refuseIf(retired, "questionnaire");
        QuestionnaireRule.QUESTIONNAIRE_KIND_FIXED.refuseIf(define.kind() != kind, "kind");
        requireSound(define.questions(), kinds);
        apply(new QuestionnaireDefined(code, kind, version + 1, define.title(), define.questions()));
    }

    /** What those who answer it see. */
    QuestionnaireTerms terms() {
        return new QuestionnaireTerms(code, kind, version, questions, retired);
    }

    private static void requireSound(List<Question> questions, Map<String, QuestionKind> known) {
        QuestionnaireRule.QUESTION_REQUIRED.refuseIf(questions.isEmpty(), "questions");
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String place = "questions[" + i + "]";
            QuestionnaireRule.QUESTION_CODE_REPEATED.refuseIf(!codes.add(question.code()), place + ".code");
            QuestionnaireRule.QUESTION_KIND_FIXED.refuseIf(
                    known.getOrDefault(question.code(), question.kind()) != question.kind(), place + ".kind");
            boolean choices = !question.choices().isEmpty();
            QuestionnaireRule.CHOICES_REQUIRED.refuseIf(question.kind().hasChoices() && !choices, place + ".choices");
            QuestionnaireRule.CHOICES_NOT_ASKED.refuseIf(!question.kind().hasChoices() && choices, place + ".choices");
            Set<String> chosen = new HashSet<>();
            for (int j = 0; j < question.choices().size(); j++) {
                QuestionnaireRule.QUESTION_CODE_REPEATED.refuseIf(
                        !chosen.add(question.choices().get(j).code()), place + ".choices[" + j + "].code");
            }
        }
    }

    @CommandHandler
    void decide(RetireQuestionnaire retire, QuestionnaireBook book) {
        if (!retired) {
            apply(new QuestionnaireRetired(code, retire.reason()));
            book.save(terms());
        }
    }

    @EventSourcingHandler
    void evolve(QuestionnaireEvent event) {
        switch (event) {
            case QuestionnaireDefined e -> {
                id = e.questionnaire().id();
                code = e.questionnaire();
                kind = e.kind();
                title = e.title();
                questions = e.questions();
                version = e.version();
                Map<String, QuestionKind> all = new HashMap<>(kinds);
                e.questions().forEach(question -> all.put(question.code(), question.kind()));
                kinds = all;
            }
            case QuestionnaireRetired e -> retired = true;
        }
    }

    private Questionnaire() {}
}
