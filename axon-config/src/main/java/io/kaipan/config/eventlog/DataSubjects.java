package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.PersonalData;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose personal data a stored event holds, told without reading it, so that the keys of many can be fetched at once. A
 * hint: where it says nothing, or too much, the key is fetched when it is needed.
 */
final class DataSubjects {
    private final Map<String, byte[]> names = new HashMap<>();

    DataSubjects(LoggedTypes types) {
        for (Class<?> type : types.classes()) {
            if (Stream.of(type.getDeclaredFields()).anyMatch(field -> field.isAnnotationPresent(PersonalData.class))) {
                Stream.of(type.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(DataSubject.class))
                        .map(Field::getName)
                        .forEach(name -> names.put(
                                types.nameOf(type), ("\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    Optional<CustomerId> in(String type, byte[] payload) {
        byte[] name = names.get(type);
        int from = name == null ? -1 : end(payload, name);
        if (from < 0) {
            return Optional.empty();
        }
        int to = from;
        while (to < payload.length && payload[to] != '"') {
            to++;
        }
        try {
            return Optional.of(new CustomerId(new String(payload, from, to - from, StandardCharsets.US_ASCII)));
        } catch (RuntimeException notAnId) {
            return Optional.empty();
        }
    }

    /** Where the first occurrence of a name ends; -1 when there is none. */
    private static int end(byte[] payload, byte[] name) {
        for (int at = 0; at <= payload.length - name.length; at++) {
            if (payload[at] == '"' && Arrays.equals(payload, at, at + name.length, name, 0, name.length)) {
                return at + name.length;
            }
        }
        return -1;
    }
}
