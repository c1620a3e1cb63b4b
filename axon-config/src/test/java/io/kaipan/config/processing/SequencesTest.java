package io.kaipan.config.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class SequencesTest {
    private static final CustomerId CUSTOMER = new CustomerId("cust_01h455vb4pex5vsknk084sn02q");
    private static final LeadId LEAD = new LeadId("lead_01h455vb4pex5vsknk084sn02q");
    private static final OpportunityId OPPORTUNITY = new OpportunityId("opp_01h455vb4pex5vsknk084sn02q");

    @Test
    @DisplayName("events about one customer are one sequence, whichever record they are of")
    void perCustomer() {
        CustomerSequence sequence = new CustomerSequence();

        assertThat(sequence.getSequenceIdentifierFor(event(new CustomerForgotten(CUSTOMER, "asked"))))
                .isEqualTo(CUSTOMER.value())
                .isEqualTo(sequence.getSequenceIdentifierFor(event(new LeadQualified(LEAD, CUSTOMER, OPPORTUNITY))));
        assertThat(sequence.getSequenceIdentifierFor(event(new ProjectClosed(new ProjectCode("JYLW"), "sold out"))))
                .isNotEqualTo(CUSTOMER.value());
    }

    @Test
    @DisplayName("the one sequence of all events has the same name in every JVM")
    void oneSequence() {
        Object name = new OneSequence().getSequenceIdentifierFor(event(new CustomerForgotten(CUSTOMER, "asked")));

        assertThat(name).isInstanceOf(String.class).isEqualTo("all");
    }

    @Test
    @DisplayName(
            "a handler of events without a processing group is refused, because its token would not be found again")
    void needsNames() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration();
        new ProcessingConfig()
                .processing(
                        new InMemoryTokenStore(),
                        new PGSimpleDataSource(),
                        NoTransactionManager.instance(),
                        JacksonSerializer.defaultSerializer(),
                        JacksonSerializer.defaultSerializer(),
                        Set.of(),
                        Set.of(),
                        new SimpleMeterRegistry(),
                        new ViewProcessing(new ProcessorThreads()),
                        new ProcessorThreads(),
                        new StaticListableBeanFactory())
                .configureModule(configurer);
        configurer.eventProcessing().registerEventHandler(axon -> new Unnamed());

        assertThatThrownBy(() -> configurer
                        .buildConfiguration()
                        .eventProcessingConfiguration()
                        .eventProcessors())
                .hasMessageContaining("SequencesTest$Unnamed handles events and needs a @ProcessingGroup");
    }

    static class Unnamed {
        @EventHandler
        void on(ProjectClosed event) {
            throw new AssertionError(event);
        }
    }

    private static EventMessage<?> event(Object payload) {
        return GenericEventMessage.asEventMessage(payload);
    }
}
