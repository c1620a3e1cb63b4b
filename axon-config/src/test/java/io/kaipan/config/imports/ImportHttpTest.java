package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoOffice
@DisplayName("LEA-7 imports over HTTP")
class ImportHttpTest {
    private static final String HEADER = "主题,项目,认知途径,客户姓名,联系电话\r\n";

    @LocalServerPort
    int port;

    @Value("${kaipan.imports.folder}")
    Path folder;

    @Autowired
    PostgresForTests.Database database;

    private ImportsOverHttp manager;
    private long jobsBefore;
    private Set<String> filesBefore = Set.of();

    @BeforeEach
    void look() {
        manager = new ImportsOverHttp(port, "manager");
        jobsBefore = jobs();
        filesBefore = files();
    }

    @AfterEach
    void nothingIsLeftOnDisk() {
        assertThat(files()).isEqualTo(filesBefore);
    }

    private Set<String> files() {
        return Set.of(Objects.requireNonNull(folder.toFile().list()));
    }

    @Test
    @DisplayName("a sheet is taken with 202 and an address that tells exactly how far it is")
    void accepted() {
        String sheet = HEADER
                + "咨询,JYLW,网络,甲,13611110001\r\n"
                + "\"两行\r\n描述\",JYLW,网络,乙,13611110002\r\n"
                + "咨询,JYLW,网络,丙,未留\r\n"
                + "咨询,JYLW,电台,丁,１３６１１１１０００３\r\n"
                + "咨询,JYLW,网络,甲,136 1111 0001\r\n";
        HttpResponse<String> answer = manager.send("leads", sheet.getBytes(Charset.forName("GB18030")));
        assertThat(answer.statusCode()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("/api/imports/leads/import_[0-9a-z]{26}");

        assertThat(manager.awaitEnd(location)).isEqualTo(JsonMapper.shared().readTree("""
                {"state": "DONE", "rows": 5, "done": 5, "accepted": 1, "alreadyThere": 1, "rejected": 3, "rejections": [
                  {"row": 2, "column": "主题", "code": "TEXT_INVALID"},
                  {"row": 3, "column": "联系电话", "code": "PHONE_INVALID"},
                  {"row": 4, "column": "认知途径", "code": "AWARENESS_CHANNEL_UNKNOWN"}]}
                """));

        HttpResponse<String> report = manager.get(location + "/rejections");
        assertThat(report.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(report.body().lines().toList())
                .hasSize(4)
                .startsWith("\uFEFFrow,line,column,code,rule,reason")
                .anyMatch(line -> line.matches("3,5,联系电话,PHONE_INVALID,CUS-1,.+。"));
        assertThat(manager.get(location.replace("leads", "units")).statusCode()).isEqualTo(404);
        assertThat(new ImportsOverHttp(port, "zhang.min").get(location).statusCode())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(new ImportsOverHttp(port, "auditor").get(location).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("G-7 strangers are sent away with 401, a cashier with 403, before their file is read")
    void audience() throws IOException {
        byte[] sheet = HEADER.getBytes(StandardCharsets.UTF_8);
        assertThat(new ImportsOverHttp(port, "cashier").send("leads", sheet).statusCode())
                .isEqualTo(403);
        assertThat(new ImportsOverHttp(port, "nobody").send("leads", sheet).statusCode())
                .isEqualTo(401);
        assertThat(onTheLine("POST /api/imports/leads HTTP/1.1", "Content-Length: 1000000", form(sheet), 200))
                .as("a form without sign-in is not waited for to its end")
                .startsWith("HTTP/1.1 401");
        assertThat(jobs()).isEqualTo(jobsBefore);
    }

    @Test
    @DisplayName("a sheet of another kind is refused with 422, naming its columns and those that are missing")
    void wrongKind() {
        HttpResponse<String> answer = manager.send("leads", Sheets.units());
        JsonNode problem = problem(answer, 422, "HEADER_UNKNOWN");
        assertThat(problem.path("detail").asString()).isEqualTo("此类表格没有“楼栋”这一列。");
        assertThat(problem.path("refusals").valueStream().map(refusal -> refusal.path("code")
                        .asString()))
                .containsExactly(
                        "HEADER_UNKNOWN",
                        "HEADER_UNKNOWN",
                        "HEADER_UNKNOWN",
                        "HEADER_UNKNOWN",
                        "HEADER_UNKNOWN",
                        "HEADER_UNKNOWN",
                        "HEADER_MISSING",
                        "HEADER_MISSING",
                        "HEADER_MISSING",
                        "HEADER_MISSING",
                        "HEADER_MISSING");
    }

    @Test
    @DisplayName("broken UTF-8, unmatched quotation marks and an empty file are refused by name")
    void unreadable() {
        byte[] broken = (HEADER + "咨询学区咨询学区咨询学区,JYLW,网络,甲,1\r\n").getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 20] = (byte) 0xFF;
        problem(manager.send("leads", broken), 422, "ENCODING_UNKNOWN");
        problem(
                manager.send("leads", (HEADER + "\"咨询,JYLW\r\n").getBytes(StandardCharsets.UTF_8)),
                422,
                "CSV_MALFORMED");
        problem(manager.send("leads", new byte[0]), 400, "FILE_EMPTY");
    }

    @ParameterizedTest
    @CsvSource({"application/json, {}", "text/csv, '主题,项目'", "multipart/form-data; boundary=b, --b--"})
    @DisplayName("a request without a file is refused with 400")
    void noFile(String type, String body) {
        problem(manager.post("/api/imports/leads", type, body.getBytes(StandardCharsets.UTF_8)), 400, "FILE_MISSING");
        byte[] other = ImportsOverHttp.form("attachment", HEADER.getBytes(StandardCharsets.UTF_8));
        problem(
                manager.post("/api/imports/leads", "multipart/form-data; boundary=" + ImportsOverHttp.BOUNDARY, other),
                400,
                "FILE_MISSING");
    }

    @Test
    @DisplayName("an unknown kind and an unknown import are 404")
    void unknown() {
        problem(manager.send("parking", HEADER.getBytes(StandardCharsets.UTF_8)), 404, "IMPORT_KIND_UNKNOWN");
        problem(manager.get("/api/imports/leads/import_01h455vb4pex5vsknk084sn02q"), 404, "IMPORT_UNKNOWN");
        problem(manager.get("/api/imports/leads/nonsense"), 404, "IMPORT_UNKNOWN");
    }

    @Test
    @DisplayName("a file beyond the limit is refused with 413, whether its length is announced or not")
    void tooLarge() throws IOException {
        byte[] sheet = new byte[3 << 20];
        Arrays.fill(sheet, (byte) 'x');
        problem(manager.send("leads", sheet), 413, "FILE_TOO_LARGE");
        byte[] barelyTooLarge = Arrays.copyOf(sheet, (1 << 20) + 1);
        problem(manager.send("leads", barelyTooLarge), 413, "FILE_TOO_LARGE");
    }

    @Test
    @DisplayName("an upload that breaks off is refused with 400 and starts nothing")
    void truncated() throws IOException {
        byte[] form = form((HEADER + "咨询,JYLW,网络,半行,1361111".repeat(100)).getBytes(StandardCharsets.UTF_8));
        String signedIn = "Authorization: " + manager.basic() + "\r\nContent-Length: " + form.length;
        assertThat(onTheLine("POST /api/imports/leads HTTP/1.1", signedIn, form, form.length / 2))
                .as("the connection ends before the announced length")
                .startsWith("HTTP/1.1 400")
                .contains("UPLOAD_INCOMPLETE");
        byte[] cut = Arrays.copyOf(form, form.length / 2);
        HttpResponse<String> answer =
                manager.post("/api/imports/leads", "multipart/form-data; boundary=" + ImportsOverHttp.BOUNDARY, cut);
        problem(answer, 400, "UPLOAD_INCOMPLETE");
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(jobs()).isEqualTo(jobsBefore);
        return problem;
    }

    private static byte[] form(byte[] sheet) {
        return ImportsOverHttp.form("file", sheet);
    }

    /** Sends the beginning of a form over a bare connection, ends it, and reads the answer. */
    private String onTheLine(String request, String headers, byte[] form, int sent) throws IOException {
        String head = request + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers
                + "\r\nContent-Type: multipart/form-data; boundary=" + ImportsOverHttp.BOUNDARY + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(form, 0, Math.min(sent, form.length));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long jobs() {
        return JdbcClient.create(database.owner())
                .sql("SELECT count(*) FROM jobs.import_job")
                .query(Long.class)
                .single();
    }
}
