package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.PersonalData;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Seals what is marked as {@link PersonalData} on its way into the log and opens it on its way out (G-5). A marked
 * component stands in the log as one text: its own JSON, sealed for the {@link DataSubject} and for its place
 * ({@code customer.CustomerRegistered.name}). Code on both sides sees plain values.
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
        setDeserializerModifier(new Opening());
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

    private final class Opening extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> original) {
            Map<String, String> places = placesIn(bean.getBeanClass());
            return places.isEmpty()
                    ? original
                    : new OpeningDeserializer(original, subjectIn(bean.getBeanClass()), places);
        }
    }

    /** Reads the whole record as a tree first, because the subject may stand after the data. */
    private final class OpeningDeserializer extends DelegatingDeserializer {
        private final String subject;
        private final Map<String, String> places;

        OpeningDeserializer(ValueDeserializer<?> original, String subject, Map<String, String> places) {
            super(original);
            this.subject = subject;
            this.places = places;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegatee) {
            return new OpeningDeserializer(delegatee, subject, places);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            ObjectNode record = (ObjectNode) context.readTree(parser);
            places.forEach((component, place) -> {
                JsonNode sealed = record.get(component);
                if (sealed != null && !sealed.isNull()) {
                    CustomerId customer = new CustomerId(record.get(subject).stringValue());
                    String opened = vault.open(customer, place, sealed.stringValue());
                    record.set(
                            component, opened == null ? context.getNodeFactory().nullNode() : plain.readTree(opened));
                }
            });
            try (JsonParser opened = record.traverse(context)) {
                opened.nextToken();
                return super.deserialize(opened, context);
            }
        }
    }
}
