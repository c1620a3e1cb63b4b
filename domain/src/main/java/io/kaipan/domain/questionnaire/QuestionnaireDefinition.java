package io.kaipan.domain.questionnaire;

import io.kaipan.domain.questionnaire.QuestionnaireCommand.DefineQuestionnaire;
import io.kaipan.domain.shared.Stamp;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Defines questionnaires: the first version of a code makes the record, each further one changes it (QST-1). Of two first
 * versions at the same moment one makes it and the other is its second.
 */
public final class QuestionnaireDefinition {
    private final Repository<Questionnaire> questionnaires;
    private final QuestionnaireBook book;

    public QuestionnaireDefinition(Repository<Questionnaire> questionnaires, QuestionnaireBook book) {
        this.questionnaires = questionnaires;
        this.book = book;
    }

    @CommandHandler
    QuestionnaireId decide(DefineQuestionnaire define, Stamp stamp) throws Exception {
        QuestionnaireId id = define.questionnaire().id();
        if (book.find(define.questionnaire()).isEmpty()) {
            questionnaires.newInstance(() -> Questionnaire.first(define)).execute(it -> book.save(it.terms()));
        } else {
            questionnaires.load(id.value(), stamp.expectedVersion()).execute(it -> {
                it.define(define);
                book.save(it.terms());
            });
        }
        return id;
    }
}
