package io.kaipan.config.messaging;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerMerging;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.customer.Merges;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.customer.PhoneBook;
import io.kaipan.domain.customer.RelativePairs;
import io.kaipan.domain.lead.ActiveLeads;
import io.kaipan.domain.lead.Lead;
import io.kaipan.domain.lead.LeadQualification;
import io.kaipan.domain.lead.LeadRegistration;
import io.kaipan.domain.member.MemberAccount;
import io.kaipan.domain.member.MemberBook;
import io.kaipan.domain.member.MemberLevels;
import io.kaipan.domain.member.MembershipApplication;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.Opportunity;
import io.kaipan.domain.opportunity.OpportunityOpening;
import io.kaipan.domain.project.Project;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.questionnaire.Questionnaire;
import io.kaipan.domain.questionnaire.QuestionnaireBook;
import io.kaipan.domain.questionnaire.QuestionnaireDefinition;
import io.kaipan.domain.user.User;
import io.kaipan.domain.user.UserBook;
import java.time.Duration;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregates with their repositories, and the handlers of commands that concern several aggregates. */
@Configuration(proxyBeanMethods = false)
class AggregatesConfig {
    private static final int KEPT_AGGREGATES = 10_000;
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(30);
    private static final int EVENTS_PER_SNAPSHOT = 50;

    @Bean
    Cache aggregateCache() {
        return new AggregateCache(KEPT_AGGREGATES, KEPT_UNUSED);
    }

    @Bean
    AggregateConfiguration<Customer> customerAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(Customer.class, aggregateCache, snapshotFilter);
    }

    @Bean
    AggregateConfiguration<Lead> leadAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(Lead.class, aggregateCache, snapshotFilter);
    }

    @Bean
    AggregateConfiguration<Opportunity> opportunityAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(Opportunity.class, aggregateCache, snapshotFilter);
    }

    @Bean
    AggregateConfiguration<MemberAccount> memberAccountAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(MemberAccount.class, aggregateCache, snapshotFilter);
    }

    @Bean
    MembershipApplication membershipApplication(
            org.axonframework.config.Configuration axon,
            Repository<Customer> customers,
            CustomerRegistration registration,
            CustomerCare care,
            ProjectBook projects,
            MemberBook members) {
        return new MembershipApplication(
                axon.repository(MemberAccount.class), customers, registration, care, projects, members);
    }

    @Bean
    MemberLevels memberLevels(
            org.axonframework.config.Configuration axon,
            Repository<Customer> customers,
            MemberBook members,
            ProjectBook projects) {
        return new MemberLevels(axon.repository(MemberAccount.class), customers, members, projects);
    }

    @Bean
    AggregateConfiguration<Project> projectAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(Project.class, aggregateCache, snapshotFilter);
    }

    @Bean
    AggregateConfiguration<Questionnaire> questionnaireAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(Questionnaire.class, aggregateCache, snapshotFilter);
    }

    @Bean
    QuestionnaireDefinition questionnaireDefinition(
            org.axonframework.config.Configuration axon, QuestionnaireBook book) {
        return new QuestionnaireDefinition(axon.repository(Questionnaire.class), book);
    }

    @Bean
    AggregateConfiguration<User> userAggregate(Cache aggregateCache, SnapshotFilter snapshotFilter) {
        return aggregate(User.class, aggregateCache, snapshotFilter);
    }

    private static <T> AggregateConfiguration<T> aggregate(Class<T> type, Cache cache, SnapshotFilter snapshots) {
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCommandTargetResolver(axon -> new StampedTarget())
                .configureSnapshotFilter(axon -> snapshots)
                .configureRepository(axon -> new VersionCheckingRepository<>(
                        EventSourcingRepository.builder(type)
                                .parameterResolverFactory(axon.parameterResolverFactory())
                                .handlerDefinition(axon.handlerDefinition(type))
                                .eventStore(axon.eventStore())
                                .repositoryProvider(axon::repository)
                                .snapshotTriggerDefinition(new EventCountSnapshotTriggerDefinition(
                                        axon.snapshotter(), EVENTS_PER_SNAPSHOT)),
                        cache));
    }

    @Bean
    Repository<Customer> customers(org.axonframework.config.Configuration axon) {
        return axon.repository(Customer.class);
    }

    @Bean
    Repository<Lead> leads(org.axonframework.config.Configuration axon) {
        return axon.repository(Lead.class);
    }

    @Bean
    Repository<Opportunity> opportunities(org.axonframework.config.Configuration axon) {
        return axon.repository(Opportunity.class);
    }

    @Bean
    CustomerRegistration customerRegistration(
            Repository<Customer> customers, PhoneBook phoneBook, PersonalDataKeys keys) {
        return new CustomerRegistration(customers, phoneBook, keys);
    }

    @Bean
    CustomerMerging customerMerging(
            Repository<Customer> customers,
            CustomerCare care,
            PhoneBook phoneBook,
            RelativePairs relatives,
            Merges merges,
            PersonalDataKeys keys) {
        return new CustomerMerging(customers, care, phoneBook, relatives, merges, keys);
    }

    @Bean
    LeadRegistration leadRegistration(
            Repository<Lead> leads,
            CustomerRegistration customers,
            ProjectBook projects,
            UserBook users,
            ActiveLeads places,
            OpenOpportunities opportunities) {
        return new LeadRegistration(leads, customers, projects, users, places, opportunities);
    }

    @Bean
    OpportunityOpening opportunityOpening(
            Repository<Opportunity> opportunities,
            Repository<Customer> customers,
            CustomerRegistration registration,
            CustomerCare care,
            ProjectBook projects,
            UserBook users,
            OpenOpportunities places) {
        return new OpportunityOpening(opportunities, customers, registration, care, projects, users, places);
    }

    @Bean
    LeadQualification leadQualification(
            Repository<Lead> leads,
            Repository<Customer> customers,
            Repository<Opportunity> opportunities,
            ProjectBook projects,
            OpenOpportunities open,
            ActiveLeads places) {
        return new LeadQualification(leads, customers, opportunities, projects, open, places);
    }
}
