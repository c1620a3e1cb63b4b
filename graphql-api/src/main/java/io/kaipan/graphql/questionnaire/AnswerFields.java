package io.kaipan.graphql.questionnaire;

import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.query.memberaccountlist.MemberAccountRow;
import io.kaipan.query.opportunitylist.OpportunityRow;
import io.kaipan.query.questionnaireanswers.AnsweringRow;
import io.kaipan.query.questionnaireanswers.QuestionnaireAnswers;
import java.util.List;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about answers to questionnaires (QST-2). */
@Component
class AnswerFields implements RuntimeWiringConfigurer {
    private static final Loader<OpportunityId, List<AnsweringRow>> ON_OPPORTUNITIES =
            new Loader<>("questionnaireAnswers");

    private static final Loader<MemberAccountId, List<AnsweringRow>> ON_JOINING = new Loader<>("entryAnswers");

    AnswerFields(QuestionnaireAnswers answers, BatchLoaderRegistry registry) {
        Loaders.register(registry, ON_OPPORTUNITIES, answers::of);
        Loaders.register(registry, ON_JOINING, answers::onJoining);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Opportunity",
                opportunity -> opportunity.dataFetcher(
                        "questionnaires",
                        environment -> ON_OPPORTUNITIES.load(
                                environment,
                                environment.<OpportunityRow>getSource().id())));
        wiring.type(
                "MemberAccount",
                account -> account.dataFetcher(
                        "questionnaires",
                        environment -> ON_JOINING.load(
                                environment,
                                environment.<MemberAccountRow>getSource().id())));
        wiring.type(
                "AnsweredQuestionnaire",
                answered -> answered.dataFetcher(
                        "questionnaire",
                        environment -> QuestionnaireFields.QUESTIONNAIRES.load(
                                environment,
                                environment
                                        .<AnsweringRow>getSource()
                                        .questionnaire()
                                        .id())));
    }
}
