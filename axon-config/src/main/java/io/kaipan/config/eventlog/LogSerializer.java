package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.PersonalDataVault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Writes events and snapshots as strict JSON under their logical names, with personal data sealed (G-5), and reads them
 * back. What is Axon's or Java's own (metadata, diagnostics) keeps its class name.
 */
public final class LogSerializer extends Jackson3Serializer {
    private final LoggedTypes types;
    /** By name, few of them: asking the class loader for each event costs more than reading its metadata. */
    private final Map<String, Class<?>> foreign = new ConcurrentHashMap<>();

    public LogSerializer(LoggedTypes types, PersonalDataVault vault) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(json -> LogJson.strict(json)
                .addModule(new PersonalDataModule(types, vault))));
        this.types = types;
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        SerializedType logged = types.typeOf((Class<?>) type);
        if (logged != null) {
            return logged;
        }
        SerializedType own = super.typeForClass(type);
        if (SimpleSerializedType.emptyType().equals(own) || isForeign(own.getName())) {
            return own;
        }
        throw new IllegalArgumentException(
                type.getName() + " has no name in the log: add it to LoggedTypes, with @LoggedAs on it");
    }

    /** @throws UnreadableLoggedType when the log holds a name or revision that nothing here stands for */
    @Override
    public Class<?> classForType(SerializedType type) {
        return SimpleSerializedType.emptyType().equals(type) || isForeign(type.getName())
                ? foreign.computeIfAbsent(type.getName(), name -> super.classForType(type))
                : types.classOf(type);
    }

    private static boolean isForeign(String name) {
        return name.startsWith("org.axonframework.") || name.startsWith("java.");
    }
}
