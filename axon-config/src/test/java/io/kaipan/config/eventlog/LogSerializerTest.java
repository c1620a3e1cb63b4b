package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;

class LogSerializerTest {
    private static final CustomerId CUSTOMER = new CustomerId("cust_01h455vb4pex5vsknk084sn02q");
    private static final LeadRegistered REGISTERED = new LeadRegistered(
            new LeadId("lead_01h455vb4pex5vsknk084sn02q"),
            CUSTOMER,
            new ProjectCode("JYLW"),
            "来电咨询三室",
            "网络",
            null,
            null,
            "王芳",
            new ContactPerson("李明", new PhoneNumber("+8613900001111")),
            new UserName("zhang.min"),
            Instant.parse("2026-03-01T02:03:04.567Z"),
            null,
            7);

    private final ReadableVault vault = new ReadableVault();
    private final LogSerializer serializer = new LogSerializer(new LoggedTypes(LoggedTypes.EVENTS, List.of()), vault);

    @Test
    @DisplayName("an event is stored under its logical name and revision and reads back the same")
    void namesEvents() {
        SerializedObject<byte[]> stored = serializer.serialize(REGISTERED, byte[].class);

        assertThat(stored.getType()).isEqualTo(new SimpleSerializedType("lead.LeadRegistered", "1"));
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(REGISTERED);
    }

    @Test
    @DisplayName("lists, dates and empty components read back the same")
    void keepsValues() {
        var event = new StagePolicySet(
                new ProjectCode("WKC"),
                2,
                LocalDate.of(2026, 3, 1),
                List.of(new Stage("初访", 10, null, null), new Stage("认筹", 60, "认筹中", true)));

        SerializedObject<String> stored = serializer.serialize(event, String.class);

        assertThat(stored.getData()).contains("\"effectiveFrom\":\"2026-03-01\"");
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    @DisplayName("G-5 personal data is sealed for its customer and place, other components stay readable")
    void seals() {
        String stored = serializer.serialize(REGISTERED, String.class).getData();

        assertThat(stored)
                .contains("\"topic\":\"sealed for " + CUSTOMER + " at lead.LeadRegistered.topic: ")
                .contains("\"awarenessChannel\":\"网络\"")
                .contains("\"description\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "看房", "\"", "\"三室\" 两厅", "a\\", "\\\"", "一行\n又一行", "\u0000\u001f", "😀 null", " "})
    @DisplayName("G-5 personal texts read back the same, whatever characters they have")
    void keepsTexts(String text) {
        var event = new LeadInteractionLogged(
                REGISTERED.lead(), CUSTOMER, InteractionKind.PHONE, text, true, REGISTERED.occurredAt(), null);

        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);

        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    @DisplayName("G-5 personal data of a forgotten customer reads null, the rest of the event stays")
    void readsErased() {
        SerializedObject<byte[]> stored = serializer.serialize(REGISTERED, byte[].class);
        SerializedObject<byte[]> customer = serializer.serialize(
                new CustomerRegistered(
                        CUSTOMER, "王芳", List.of(new PhoneNumber("+8613812345678")), CustomerDetails.NONE),
                byte[].class);
        vault.forget(CUSTOMER);

        LeadRegistered read = serializer.deserialize(stored);

        assertThat(read.topic()).isNull();
        assertThat(read.contact()).isNull();
        assertThat(read.lead()).isEqualTo(REGISTERED.lead());
        assertThat(read.occurredAt()).isEqualTo(REGISTERED.occurredAt());
        assertThat(serializer.<byte[], Object>deserialize(customer))
                .isEqualTo(new CustomerRegistered(CUSTOMER, null, null, null));
    }

    @Test
    @DisplayName("G-5 nothing personal can be written about a forgotten customer, but that they were forgotten can")
    void refusesForgotten() {
        vault.forget(CUSTOMER);

        assertThatThrownBy(() -> serializer.serialize(REGISTERED, byte[].class))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.rule())
                        .isEqualTo(SharedRule.CUSTOMER_FORGOTTEN));
        assertThat(serializer
                        .serialize(new CustomerForgotten(CUSTOMER, "asked"), String.class)
                        .getData())
                .contains("asked");
    }

    @Test
    @DisplayName("a name that nothing stands for stops the loading and is named")
    void refusesUnknownNames() {
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("lead.LeadTeleported", "1")))
                .isInstanceOf(UnreadableLoggedType.class)
                .hasMessageContaining("lead.LeadTeleported");
        assertThatThrownBy(() -> serializer.classForType(
                        new SimpleSerializedType("io.kaipan.domain.lead.LeadEvent$LeadRegistered", "1")))
                .isInstanceOf(UnreadableLoggedType.class);
    }

    @Test
    @DisplayName("a revision that no upcaster leads away from stops the loading and is named")
    void refusesOtherRevisions() {
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("lead.LeadRegistered", "7")))
                .isInstanceOf(UnreadableLoggedType.class)
                .hasMessageContaining("revision 7");
    }

    @Test
    @DisplayName("metadata and what else is Axon's own passes through under its class name")
    void passesAxonsOwn() {
        MetaData metaData = MetaData.from(Map.of("user", "zhang.min", "commandId", "17"));

        SerializedObject<byte[]> stored = serializer.serialize(metaData, byte[].class);

        assertThat(stored.getType().getName()).isEqualTo(MetaData.class.getName());
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(metaData);
    }

    @Test
    @DisplayName("a class without a name in the log cannot be written")
    void refusesUnnamedClasses() {
        assertThatThrownBy(() -> serializer.serialize(new ContactPerson("李明", null), byte[].class))
                .hasMessageContaining("ContactPerson has no name in the log");
    }

    @Test
    @DisplayName("a component too many or too few is an error, not a guess")
    void isStrict() {
        var type = new SimpleSerializedType("customer.CustomerForgotten", "1");
        String tooMany = "{\"customer\":\"" + CUSTOMER + "\",\"reason\":\"asked\",\"by\":\"me\"}";
        String tooFew = "{\"customer\":\"" + CUSTOMER + "\"}";

        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(tooMany, String.class, type)))
                .hasMessageContaining("deserializ")
                .hasCauseInstanceOf(DatabindException.class);
        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(tooFew, String.class, type)))
                .hasCauseInstanceOf(DatabindException.class);
    }

    @Test
    @DisplayName("two classes of one name, and a class without one, are refused at start-up")
    void checksNames() {
        assertThatThrownBy(() -> new LoggedTypes(List.of(Twin.class, LeadRegistered.class), List.of()))
                .hasMessageContaining("have the same name in the log: lead.LeadRegistered");
        assertThatThrownBy(() -> new LoggedTypes(List.of(String.class), List.of()))
                .hasMessageContaining("@LoggedAs is missing");
    }

    @Test
    @DisplayName("G-5 personal data without a subject to seal it for is refused")
    void needsSubject() {
        var types = new LoggedTypes(List.of(Subjectless.class), List.of());

        assertThatThrownBy(() -> new LogSerializer(types, vault).serialize(new Subjectless("x"), byte[].class))
                .hasMessageContaining("must name one @DataSubject");
    }

    @Test
    @DisplayName("G-5 a subject behind what is sealed for it is refused when written and when read")
    void needsSubjectFirst() {
        var types = new LoggedTypes(List.of(SubjectLast.class), List.of());
        var turned = new SimpleSerializedObject<>(
                "{\"topic\":\"sealed\",\"customer\":\"" + CUSTOMER + "\"}",
                String.class,
                new SimpleSerializedType("lead.LeadRegistered", "1"));

        assertThatThrownBy(
                        () -> new LogSerializer(types, vault).serialize(new SubjectLast("x", CUSTOMER), byte[].class))
                .hasMessageContaining("must name its @DataSubject before");
        assertThatThrownBy(() -> serializer.deserialize(turned))
                .hasStackTraceContaining("lead.LeadRegistered.topic stands before the subject");
    }

    @LoggedAs("lead.LeadRegistered")
    record Twin(@DataSubject CustomerId customer) {}

    @LoggedAs("test.Subjectless")
    record Subjectless(@PersonalData String name) {}

    @LoggedAs("test.SubjectLast")
    record SubjectLast(
            @PersonalData String name, @DataSubject CustomerId customer) {}
}
