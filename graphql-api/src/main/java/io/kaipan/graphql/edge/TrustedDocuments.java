package io.kaipan.graphql.edge;

import io.kaipan.graphql.errors.ApiError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Documents that front-end teams have laid down beforehand, called by the SHA-256 of their text in hexadecimal. */
@Component
public class TrustedDocuments {
    private final Map<String, String> texts;
    private final boolean only;

    TrustedDocuments(EndpointSettings settings) throws IOException {
        this.texts = settings.documents() == null
                ? Map.of()
                : read(settings.documents().getFile().toPath());
        this.only = settings.trustedOnly();
    }

    /**
     * The text to carry out.
     *
     * @param documentId null when the caller sent the text itself
     * @throws io.kaipan.graphql.errors.ApiException DOCUMENT_UNKNOWN when there is no such document, or the text is not
     *     among them and only they are allowed; MALFORMED when there is neither id nor text, or both
     */
    public String text(@Nullable String documentId, @Nullable String query) {
        if ((documentId == null) == (query == null)) {
            throw ApiError.MALFORMED.exception("Send query, or documentId");
        }
        if (documentId != null) {
            String text = texts.get(documentId);
            if (text == null) {
                throw ApiError.DOCUMENT_UNKNOWN.exception("There is no document of that id");
            }
            return text;
        }
        if (only && !texts.containsKey(id(query))) {
            throw ApiError.DOCUMENT_UNKNOWN.exception("Only trusted documents are carried out");
        }
        return query;
    }

    /** The id of a document: the SHA-256 of its text. */
    public static String id(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".graphql")).toList();
        }
        Map<String, String> documents = new HashMap<>();
        for (Path file : files) {
            String text = Files.readString(file);
            documents.put(id(text), text);
        }
        return documents;
    }
}
