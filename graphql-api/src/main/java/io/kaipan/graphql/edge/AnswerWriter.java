package io.kaipan.graphql.edge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Writes the engine's answers, which consist of a handful of types, without looking for each value's serializer. */
@Component
final class AnswerWriter {
    private final JsonMapper json;

    AnswerWriter(JsonMapper json) {
        this.json = json;
    }

    byte[] write(Map<String, ?> answer) {
        try (var bytes = new ByteArrayBuilder();
                JsonGenerator generator = json.createGenerator(bytes)) {
            write(answer, generator);
            generator.flush();
            return bytes.toByteArray();
        }
    }

    private void write(@Nullable Object value, JsonGenerator to) {
        switch (value) {
            case null -> to.writeNull();
            case String text -> to.writeString(text);
            case Map<?, ?> object -> {
                to.writeStartObject();
                object.forEach((name, member) -> {
                    to.writeName((String) name);
                    write(member, to);
                });
                to.writeEndObject();
            }
            case List<?> list -> {
                to.writeStartArray();
                list.forEach(entry -> write(entry, to));
                to.writeEndArray();
            }
            case Boolean truth -> to.writeBoolean(truth);
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Double number -> to.writeNumber(number);
            case BigInteger number -> to.writeNumber(number);
            case BigDecimal number -> to.writeNumber(number);
            default -> to.writePOJO(value);
        }
    }
}
