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
import org.springframework.stereotype.Component;

/** Documents that front-end teams have laid down beforehand, called by the SHA-256 of their text in hexadecimal. */
@Component
public class TrustedDocuments {
    private static final String BY_ID = "documentId:";

    private final Map<String, String> texts;
    private final boolean only;

    TrustedDocuments(EndpointSettings settings) throws IOException {
        this.texts = settings.documents() == null
                ? Map.of()
                : read(settings.documents().getFile().toPath());
        this.only = settings.trustedOnly();
    }

    /** How a request names a trusted document in the place of its text: as no text can begin. */
    static String byId(String id) {
        return BY_ID + id;
    }

    /**
     * The text to carry out.
     *
     * @param document a text, or what {@link #byId} has made
     * @throws io.kaipan.graphql.errors.ApiException DOCUMENT_UNKNOWN when there is no such document, or the text is not
     *     among them and only they are allowed
     */
    String text(String document) {
        if (document.startsWith(BY_ID)) {
            String text = texts.get(document.substring(BY_ID.length()));
            if (text == null) {
                throw ApiError.DOCUMENT_UNKNOWN.exception("There is no document of that id");
            }
            return text;
        }
        if (only && !texts.containsKey(id(document))) {
            throw ApiError.DOCUMENT_UNKNOWN.exception("Only trusted documents are carried out");
        }
        return document;
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
