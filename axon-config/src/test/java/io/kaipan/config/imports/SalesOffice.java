package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The two projects of the sample sheet, what their policies allow, and who works there. */
final class SalesOffice {
    static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW", "WKC"));

    private static final List<String> CHANNELS = List.of("报纸", "路牌", "网络", "朋友介绍", "外展会", "短信", "路过", "老业主");

    private final Intake intake;

    private SalesOffice(Intake intake) {
        this.intake = intake;
    }

    /** Opens both projects by commands. */
    static SalesOffice open(Intake intake) {
        SalesOffice office = new SalesOffice(intake);
        office.openProject("JYLW", "金域蓝湾");
        office.openProject("WKC", "万科城");
        for (String consultant : List.of("zhang.min", "li.qiang", "wang.fang", "chen.jie")) {
            office.send("RegisterUser", """
                    {"user": "%s", "displayName": "%s", "roles": ["CONSULTANT"], "projects": ["JYLW", "WKC"]}
                    """.formatted(consultant, consultant));
        }
        return office;
    }

    private void openProject(String code, String name) {
        send("OpenProject", """
                {"project": "%s", "name": "%s", "city": "深圳"}""".formatted(code, name));
        setChannels(code, CHANNELS);
        send("SetFollowUpLevelPolicy", """
                {"project": "%s", "levels": [{"code": "A"}, {"code": "B"}, {"code": "C"}, {"code": "D"}]}
                """.formatted(code));
    }

    /** Lets a project know one awareness channel more. */
    void addChannel(String project, String channel) {
        setChannels(
                project, Stream.concat(CHANNELS.stream(), Stream.of(channel)).toList());
    }

    private void setChannels(String project, List<String> channels) {
        String entries = channels.stream().map("{\"code\": \"%s\"}"::formatted).collect(Collectors.joining(", "));
        send("SetAwarenessChannelPolicy", """
                {"project": "%s", "channels": [%s]}""".formatted(project, entries));
    }

    private void send(String command, String body) {
        Outcome outcome =
                intake.accept(new CommandRequest(command, JsonMapper.shared().readTree(body), ADMIN, "admin", null));
        assertThat(outcome).as("%s %s", command, body).isInstanceOf(Outcome.Accepted.class);
    }

    /** A file of the sample data. */
    static byte[] sheet(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SalesOffice.class.getResourceAsStream("/imports/" + name))) {
            return in.readAllBytes();
        }
    }
}
