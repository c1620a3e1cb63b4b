package io.kaipan.config.imports;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends sheets and asks after them as a script would: HTTP Basic, multipart. */
final class ImportsOverHttp {
    static final String BOUNDARY = "kaipan-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String user;

    ImportsOverHttp(int port, String user) {
        this.port = port;
        this.user = user;
    }

    /** Sends a sheet as the part {@code file} of a form. */
    HttpResponse<String> send(String kind, byte[] sheet) {
        return post("/api/imports/" + kind, "multipart/form-data; boundary=" + BOUNDARY, form("file", sheet));
    }

    HttpResponse<String> post(String path, String contentType, byte[] body) {
        return ask(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> get(String path) {
        return ask(request(path).GET());
    }

    /** Waits until a job has ended, and answers its report. */
    JsonNode awaitEnd(String location) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !report(location).path("state").asString().equals("RUNNING"));
        return report(location);
    }

    JsonNode report(String location) {
        HttpResponse<String> answer = get(location);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** A form with one file in it. */
    static byte[] form(String part, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes("""
                --%s\r
                Content-Disposition: form-data; name="%s"; filename="leads.csv"\r
                Content-Type: text/csv\r
                \r
                """.formatted(BOUNDARY, part).getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    String basic() {
        byte[] credentials = (user + ":" + DemoOffice.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", basic())
                .header("Accept-Language", "zh-CN");
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
