package io.kaipan.query.recordhistory;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out a value of an event as texts by path: what is inside a record or a list gets a path of its own. */
final class Fields {
    private final SequencedMap<String, @Nullable String> texts = new LinkedHashMap<>();

    private Fields() {}

    /** The texts in a value, by path. @param path of the value itself */
    static SequencedMap<String, @Nullable String> of(String path, @Nullable Object value) {
        Fields fields = new Fields();
        fields.lay(path, value);
        return fields.texts;
    }

    private void lay(String path, @Nullable Object value) {
        if (value instanceof List<?> list) {
            layList(path, list);
        } else if (value instanceof Record inner && !isValue(inner)) {
            components(inner).forEach((name, component) -> lay(path + "." + name, component));
        } else {
            texts.put(path, Objects.toString(value, null));
        }
    }

    /** A list itself reads as what is in it; what its entries are besides their codes stands below their codes. */
    private void layList(String path, List<?> list) {
        texts.put(path, list.stream().map(Fields::code).collect(Collectors.joining(", ")));
        for (Object entry : list) {
            if (entry instanceof Record inner
                    && !isValue(inner)
                    && components(inner).containsKey("code")) {
                Map<String, @Nullable Object> components = components(inner);
                components.remove("code");
                components.forEach((name, component) -> lay(path + "." + code(entry) + "." + name, component));
            }
        }
    }

    /** How a list names an entry: by its code; one without a code as all that is in it. */
    private static String code(Object entry) {
        if (!(entry instanceof Record inner) || isValue(inner)) {
            return entry.toString();
        }
        Map<String, @Nullable Object> components = components(inner);
        return components.containsKey("code")
                ? Objects.toString(components.get("code"))
                : components.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Whether a record is one value that prints as itself, for example an id. */
    private static boolean isValue(Record some) {
        RecordComponent[] components = some.getClass().getRecordComponents();
        return components.length == 1 && components[0].getName().equals("value");
    }

    static SequencedMap<String, @Nullable Object> components(Record some) {
        SequencedMap<String, @Nullable Object> components = new LinkedHashMap<>();
        for (RecordComponent component : some.getClass().getRecordComponents()) {
            components.put(component.getName(), value(component, some));
        }
        return components;
    }

    static @Nullable Object value(RecordComponent component, Record some) {
        try {
            return component.getAccessor().invoke(some);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Events are readable records", e);
        }
    }
}
