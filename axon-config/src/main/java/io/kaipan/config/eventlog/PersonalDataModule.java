package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.PersonalData;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Seals what is marked as {@link PersonalData} on its way into the log and opens it on its way out (G-5). A marked
 * component stands in the log as one text: its own JSON, sealed for the {@link DataSubject} and for its place
 * ({@code customer.CustomerRegistered.name}). Code on both sides sees plain values. The subject stands before what is
 * sealed for it, so that a record is opened as it is read.
 */
final class PersonalDataModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private final transient LoggedTypes types;
    private final transient PersonalDataVault vault;
    private final transient JsonMapper plain =
            LogJson.strict(JsonMapper.builder()).build();

    PersonalDataModule(LoggedTypes types, PersonalDataVault vault) {
        super("personal data");
        this.types = types;
        this.vault = vault;
        setSerializerModifier(new Sealing());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new Opening());
    }

    /** Where the personal data of a class stands in the log, by component; empty when it has none. */
    private Map<String, String> placesIn(Class<?> type) {
        List<String> components = marked(type, PersonalData.class);
        if (components.isEmpty()) {
            return Map.of();
        }
        SerializedType logged = types.typeOf(type);
        if (logged == null) {
            throw new IllegalStateException(
                    "Personal data stands in " + type.getName() + ", which is neither an event nor an aggregate");
        }
        return components.stream().collect(Collectors.toMap(name -> name, name -> logged.getName() + "." + name));
    }

    private static String subjectIn(Class<?> type) {
        List<String> subjects = marked(type, DataSubject.class);
        if (subjects.size() != 1) {
            throw new IllegalStateException(
                    type.getName() + " holds personal data and must name one @DataSubject, not " + subjects.size());
        }
        List<String> components =
                Stream.of(type.getDeclaredFields()).map(Field::getName).toList();
        if (components.indexOf(subjects.getFirst())
                > components.indexOf(marked(type, PersonalData.class).getFirst())) {
            throw new IllegalStateException(type.getName() + " must name its @DataSubject before its personal data");
        }
        return subjects.getFirst();
    }

    private static List<String> marked(Class<?> type, Class<? extends Annotation> mark) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(mark))
                .map(Field::getName)
                .toList();
    }

    private final class Sealing extends ValueSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
            Map<String, String> places = placesIn(bean.getBeanClass());
            if (places.isEmpty()) {
                return properties;
            }
            String subject = subjectIn(bean.getBeanClass());
            BeanPropertyWriter owner = properties.stream()
                    .filter(property -> property.getName().equals(subject))
                    .findFirst()
                    .orElseThrow();
            return properties.stream()
                    .map(property -> {
                        String place = places.get(property.getName());
                        return place == null ? property : new SealingWriter(property, owner, place);
                    })
                    .toList();
        }
    }

    private final class SealingWriter extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        private final BeanPropertyWriter subject;
        private final String place;
        private final ObjectWriter writer;

        SealingWriter(BeanPropertyWriter property, BeanPropertyWriter subject, String place) {
            super(property);
            this.subject = subject;
            this.place = place;
            this.writer = plain.writerFor(property.getType());
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator json, SerializationContext context)
                throws Exception {
            Object value = get(bean);
            json.writeName(getName());
            if (value == null) {
                json.writeNull();
            } else {
                CustomerId customer = (CustomerId) subject.get(bean);
                json.writeString(vault.seal(customer, place, writer.writeValueAsString(value)));
            }
        }
    }

    private final class Opening extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated component) {
            if (component.hasAnnotation(PersonalData.class)) {
                return new Sealed();
            }
            return component.hasAnnotation(DataSubject.class) ? new Subject() : null;
        }
    }

    /** Reads the subject, and keeps it for the components behind it. */
    private static final class Subject extends ValueDeserializer<CustomerId> {
        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty subject) {
            Class<?> record = subject.getMember().getDeclaringClass();
            ValueDeserializer<?> ids = context.findContextualValueDeserializer(subject.getType(), subject);
            return new ValueDeserializer<CustomerId>() {
                @Override
                public CustomerId deserialize(JsonParser json, DeserializationContext within) {
                    CustomerId customer = (CustomerId) ids.deserialize(json, within);
                    within.setAttribute(record, customer);
                    return customer;
                }
            };
        }

        @Override
        public CustomerId deserialize(JsonParser json, DeserializationContext context) {
            throw new IllegalStateException("A subject is a component of a record");
        }
    }

    /** Opens a component for the subject that was read before it; null once that customer is forgotten. */
    private final class Sealed extends ValueDeserializer<Object> {
        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty component) {
            Class<?> record = component.getMember().getDeclaringClass();
            String place = Objects.requireNonNull(placesIn(record).get(component.getName()));
            ObjectReader opened = plain.readerFor(component.getType());
            boolean ofText = component.getType().hasRawClass(String.class);
            return new ValueDeserializer<>() {
                @Override
                public @Nullable Object deserialize(JsonParser json, DeserializationContext within) {
                    if (!(within.getAttribute(record) instanceof CustomerId customer)) {
                        throw new IllegalStateException(place + " stands before the subject that it is sealed for");
                    }
                    String text = vault.open(customer, place, json.getString());
                    return text == null ? null : ofText && isBare(text) ? bare(text) : opened.readValue(text);
                }
            };
        }

        /** Whether a text's JSON is nothing but the text between quotes, as nearly all are: no parser is needed. */
        private static boolean isBare(String json) {
            return json.length() > 1
                    && json.charAt(0) == '"'
                    && json.indexOf('"', 1) == json.length() - 1
                    && json.indexOf('\\') < 0;
        }

        private static String bare(String json) {
            return json.substring(1, json.length() - 1);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            throw new IllegalStateException("What is sealed is a component of a record");
        }
    }
}
