package io.kaipan.graphql.questionnaire;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.questionnaire.Choice;
import io.kaipan.domain.questionnaire.Question;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.member.MemberFields;
import io.kaipan.graphql.opportunity.OpportunityFields;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.questionnairecounts.CountedAnswers;
import io.kaipan.query.questionnairecounts.QuestionCount;
import io.kaipan.query.questionnairecounts.QuestionnaireCounts;
import io.kaipan.query.questionnairelist.QuestionnaireList;
import io.kaipan.query.questionnairelist.QuestionnaireRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about how often what was answered (QST-3). */
@Component
class CountFields implements RuntimeWiringConfigurer {
    private final QuestionnaireCounts counts;
    private final QuestionnaireList questionnaires;
    private final Views views;

    CountFields(QuestionnaireCounts counts, QuestionnaireList questionnaires, Views views) {
        this.counts = counts;
        this.questionnaires = questionnaires;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("questionnaireCounts", this::onOpportunities)
                .dataFetcher("entryQuestionnaireCounts", this::onMemberships));
    }

    private @Nullable Counts onOpportunities(DataFetchingEnvironment environment) {
        return counts(
                environment,
                OpportunityList.VIEW,
                (asked, segment, actor) -> counts.onOpportunities(
                        asked, OpportunityFields.filter(segment).build(), actor));
    }

    private @Nullable Counts onMemberships(DataFetchingEnvironment environment) {
        return counts(
                environment,
                MemberAccountList.VIEW,
                (asked, segment, actor) -> counts.onMemberships(asked, MemberFields.filter(segment), actor));
    }

    /** Counts on records of one kind. */
    private interface Counting {
        CountedAnswers of(QuestionnaireCounts.Asked asked, Arguments segment, Actor actor);
    }

    private @Nullable Counts counts(DataFetchingEnvironment environment, String records, Counting counting) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, QuestionnaireCounts.VIEW, QuestionnaireList.VIEW, records, CustomerRecords.VIEW);
        QuestionnaireCode code = new QuestionnaireCode(arguments.get("questionnaire"));
        QuestionnaireRow questionnaire =
                questionnaires.findById(List.of(code.id())).get(code.id());
        if (questionnaire == null) {
            return null;
        }
        Integer number = arguments.get("number");
        CountedAnswers counted = counting.of(
                new QuestionnaireCounts.Asked(code, number, arguments.time("answeredAt")),
                arguments.object("segment"),
                Identity.of(environment.getGraphQlContext()));
        Map<String, QuestionCount> answered =
                counted.questions().stream().collect(Collectors.toMap(QuestionCount::question, Function.identity()));
        return new Counts(
                questionnaire,
                counted.records(),
                asked(questionnaire, number).stream()
                        .map(question -> Counts.OfQuestion.of(question, answered.get(question.code())))
                        .toList());
    }

    /** What that version asks; or else whatever was ever asked, as it was asked last, with all choices there ever were. */
    private static Collection<Question> asked(QuestionnaireRow questionnaire, @Nullable Integer number) {
        Map<String, Question> asked = new LinkedHashMap<>();
        questionnaire.versions().reversed().stream()
                .filter(version -> number == null || version.number() == number)
                .flatMap(version -> version.questions().stream())
                .forEach(question -> asked.merge(question.code(), question, CountFields::withChoicesOf));
        return asked.values();
    }

    private static Question withChoicesOf(Question later, Question earlier) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        later.choices().forEach(choice -> choices.put(choice.code(), choice));
        earlier.choices().forEach(choice -> choices.putIfAbsent(choice.code(), choice));
        return new Question(later.code(), later.kind(), later.text(), later.required(), List.copyOf(choices.values()));
    }

    /** How a questionnaire was answered, with the questions as people read them. */
    record Counts(QuestionnaireRow questionnaire, long answered, List<OfQuestion> questions) {
        /** One question; also where nobody answered it. */
        record OfQuestion(
                Question question, long answered, List<OfChoice> choices, QuestionCount.@Nullable Numbers numbers) {
            static OfQuestion of(Question question, @Nullable QuestionCount count) {
                Map<String, Long> chosen = count == null ? Map.of() : count.choices();
                return new OfQuestion(
                        question,
                        count == null ? 0 : count.answered(),
                        question.choices().stream()
                                .map(choice -> new OfChoice(choice, chosen.getOrDefault(choice.code(), 0L)))
                                .toList(),
                        count == null ? null : count.numbers());
            }
        }

        /** One of the answers that can be chosen; also where nobody chose it. */
        record OfChoice(Choice choice, long chosen) {}
    }
}
