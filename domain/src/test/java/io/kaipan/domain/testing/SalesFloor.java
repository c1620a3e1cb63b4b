package io.kaipan.domain.testing;

import static io.kaipan.domain.testing.People.NOW;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerMerging;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.lead.Lead;
import io.kaipan.domain.lead.LeadQualification;
import io.kaipan.domain.lead.LeadRegistration;
import io.kaipan.domain.member.MemberAccount;
import io.kaipan.domain.member.MemberLevels;
import io.kaipan.domain.member.MembershipApplication;
import io.kaipan.domain.opportunity.Opportunity;
import io.kaipan.domain.opportunity.OpportunityOpening;
import io.kaipan.domain.project.Project;
import io.kaipan.domain.questionnaire.Questionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireDefinition;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** All command handlers on a log in memory: commands in, events out, several records at once. */
public final class SalesFloor {
    private final InMemoryBooks books;
    private final InMemoryClub club;
    private final MemberLevels levels;
    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final ParameterResolverFactory parameters;
    private final List<Object> events = new ArrayList<>();

    public SalesFloor(InMemoryBooks books) {
        this.books = books;
        this.club = new InMemoryClub(books);
        this.parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(SalesFloor.class),
                new SimpleResourceParameterResolverFactory(List.of(books, club)));
        commands.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(Stamp.USER)));
        log.subscribe(
                published -> published.stream().map(EventMessage::getPayload).forEach(events::add));

        aggregate(Project.class);
        aggregate(User.class);
        handler(new QuestionnaireDefinition(aggregate(Questionnaire.class), books));
        Repository<Customer> customers = aggregate(Customer.class);
        Repository<Lead> leads = aggregate(Lead.class);
        Repository<Opportunity> opportunities = aggregate(Opportunity.class);
        CustomerRegistration registration = new CustomerRegistration(customers, books, books);
        handler(registration);
        handler(new CustomerMerging(customers, books, books, books, books, books));
        handler(new LeadRegistration(leads, registration, books, books, books, books));
        handler(new OpportunityOpening(opportunities, customers, registration, books, books, books, books));
        handler(new LeadQualification(leads, customers, opportunities, books, books, books));
        Repository<MemberAccount> accounts = aggregate(MemberAccount.class);
        handler(new MembershipApplication(accounts, customers, registration, books, books, club));
        this.levels = new MemberLevels(accounts, customers, club, books);
    }

    public InMemoryBooks books() {
        return books;
    }

    public InMemoryClub club() {
        return club;
    }

    public MemberLevels levels() {
        return levels;
    }

    /** What is answered within a unit of work, as a command's handler asks. */
    public <T> T asking(Callable<T> question) {
        ResultMessage<T> answer = new DefaultUnitOfWork<>(null).executeWithResult(question);
        if (answer.isExceptional()) {
            throw answer.exceptionResult() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException(answer.exceptionResult());
        }
        return answer.getPayload();
    }

    /**
     * Carries out a command sent now.
     *
     * @return what its handler answers
     * @throws RuleViolation when it is refused
     */
    public @Nullable Object accept(Object command, Actor actor) {
        return accept(command, actor, NOW);
    }

    /** Carries out a command sent at that instant. */
    public @Nullable Object accept(Object command, Actor actor, Instant at) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        commands.dispatch(
                GenericCommandMessage.asCommandMessage(command).withMetaData(new Stamp(actor, at, null).toMetaData()),
                answer);
        CommandResultMessage<?> result = answer.getResult();
        if (!result.isExceptional()) {
            return result.getPayload();
        }
        throw result.exceptionResult() instanceof RuntimeException refused
                ? refused
                : new IllegalStateException(result.exceptionResult());
    }

    /** The events raised since this was asked last. */
    public List<Object> news() {
        List<Object> news = List.copyOf(events);
        events.clear();
        return news;
    }

    private void handler(Object handler) {
        new AnnotationCommandHandlerAdapter<>(handler, parameters).subscribe(commands);
    }

    private <T> Repository<T> aggregate(Class<T> type) {
        Repository<T> repository = repository(type);
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .repository(repository)
                .parameterResolverFactory(parameters)
                .build()
                .subscribe(commands);
        return repository;
    }

    private <T> Repository<T> repository(Class<T> type) {
        return EventSourcingRepository.builder(type)
                .eventStore(log)
                .parameterResolverFactory(parameters)
                .build();
    }
}
