package io.kaipan.command.http;

import io.kaipan.command.intake.IntakeRule;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a command's body: one JSON object of at most 1 MiB in sound UTF-8, no component twice. */
final class CommandBody {
    static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 32;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads the body.
     *
     * @throws RequestRefused {@link IntakeRule#BODY_MALFORMED}
     * @throws ErrorResponseException when it is longer than {@link #LONGEST} bytes
     * @throws HttpMediaTypeNotSupportedException when it claims another character set than UTF-8
     */
    static JsonNode read(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.valueOf(request.getContentType());
        if (type.getCharset() != null && type.getCharset() != StandardCharsets.UTF_8) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
        }
        if (request.getContentLengthLong() > LONGEST) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
        }
        byte[] bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode body = STRICT.readTree(text);
            if (body.isObject()) {
                return body;
            }
        } catch (CharacterCodingException | JacksonException e) {
            // answered below, like any other body that is no object
        }
        throw new RequestRefused(IntakeRule.BODY_MALFORMED);
    }

    private CommandBody() {}
}
