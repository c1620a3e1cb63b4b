package io.kaipan.graphql.edge;

import io.kaipan.graphql.errors.ApiError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads GraphQL requests from JSON, one at a time. */
@Component
public class RequestReader implements HttpMessageConverter<SerializableGraphQlRequest> {
    static final String QUERY = "query";
    static final String DOCUMENT_ID = "documentId";

    private static final Set<String> MEMBERS = Set.of(QUERY, DOCUMENT_ID, "operationName", "variables", "extensions");

    private final JsonMapper json;
    private final EndpointSettings settings;

    RequestReader(JsonMapper json, EndpointSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    @Override
    public SerializableGraphQlRequest read(Class<? extends SerializableGraphQlRequest> type, HttpInputMessage message)
            throws IOException {
        int most = Math.toIntExact(settings.maxBody().toBytes());
        byte[] body = message.getBody().readNBytes(most + 1);
        if (body.length > most) {
            throw ApiError.BODY_TOO_LARGE.exception("A request has at most " + most + " bytes");
        }
        return request(parse(body));
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw ApiError.MALFORMED.exception("The body is no valid JSON in UTF-8");
        }
    }

    private SerializableGraphQlRequest request(JsonNode body) {
        refuseIf(!body.isObject(), "The body is one JSON object; requests are not taken in batches");
        for (String member : body.propertyNames()) {
            refuseIf(!MEMBERS.contains(member), "A request has no member of that name");
        }
        SerializableGraphQlRequest request = new SerializableGraphQlRequest();
        request.setQuery(document(text(body, QUERY), text(body, DOCUMENT_ID)));
        request.setOperationName(text(body, "operationName"));
        request.setVariables(object(body, "variables"));
        request.setExtensions(Map.of());
        return request;
    }

    private static String document(@Nullable String query, @Nullable String id) {
        refuseIf((query == null) == (id == null), "Send query, or documentId");
        return query == null ? TrustedDocuments.byId(id) : query;
    }

    private static @Nullable String text(JsonNode body, String member) {
        JsonNode value = body.path(member);
        refuseIf(!value.isString() && !value.isNull() && !value.isMissingNode(), member + " is a string");
        return value.isString() ? value.stringValue() : null;
    }

    private Map<String, @Nullable Object> object(JsonNode body, String member) {
        JsonNode value = body.path(member);
        refuseIf(!value.isObject() && !value.isNull() && !value.isMissingNode(), member + " is an object");
        return value.isObject()
                ? json.treeToValue(value, new TypeReference<Map<String, @Nullable Object>>() {})
                : Map.of();
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw ApiError.MALFORMED.exception(message);
        }
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type == SerializableGraphQlRequest.class && MediaType.APPLICATION_JSON.includes(mediaType);
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public void write(SerializableGraphQlRequest request, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new UnsupportedOperationException("Requests are only read");
    }
}
