package io.kaipan.command.bulk;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityCommand.LogInteraction;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The past interactions of imported opportunities, one a row (OPP-3, G-10). */
@Component
final class InteractionSheet implements Sheet {
    private static final String OPPORTUNITY = "opportunity";
    /** Tells the opportunity apart; no component of the command. */
    private static final String PROJECT = "project";

    private static final String KIND = "kind";
    private static final String SUBJECT = "subject";
    private static final String CONTENT = "content";
    private static final String REACHED = "reached";
    private static final String INITIATOR = "initiator";
    private static final String COUNTERPART = "counterpart";
    private static final String PLACE = "place";
    private static final String OCCURRED_AT = "occurredAt";
    private static final String ENDED_AT = "endedAt";
    private static final String ORIGINAL_AUTHOR = "originalAuthor";

    private static final List<Column> COLUMNS = List.of(
            Column.required(OPPORTUNITY, "机会编号", "opportunity number", "number"),
            Column.required(PROJECT, "项目", "project"),
            Column.required(KIND, "交互方式", "kind"),
            Column.required(SUBJECT, "主题", "subject"),
            Column.optional(CONTENT, "内容", "content"),
            Column.required(REACHED, "是否联系上", "reached"),
            Column.optional(INITIATOR, "发起人", "initiator"),
            Column.optional(COUNTERPART, "对方", "counterpart"),
            Column.optional(PLACE, "地点", "place"),
            Column.required(OCCURRED_AT, "开始时间", "发生时间", "start", "occurred at"),
            Column.optional(ENDED_AT, "结束时间", "end", "ended at"),
            Column.optional(ORIGINAL_AUTHOR, "录入人", "original author"));

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("电子邮件", "EMAIL"),
            Map.entry("邮件", "EMAIL"),
            Map.entry("email", "EMAIL"),
            Map.entry("短信", "SMS"),
            Map.entry("sms", "SMS"),
            Map.entry("电话", "PHONE"),
            Map.entry("phone", "PHONE"),
            Map.entry("信函", "LETTER"),
            Map.entry("letter", "LETTER"),
            Map.entry("约见", "APPOINTMENT"),
            Map.entry("appointment", "APPOINTMENT"));

    private static final Map<String, Boolean> TRUTHS =
            Map.of("是", true, "yes", true, "true", true, "否", false, "no", false, "false", false);

    private final ProjectBook projects;
    private final PersonalDataVault vault;

    InteractionSheet(ProjectBook projects, PersonalDataVault vault) {
        this.projects = projects;
        this.vault = vault;
    }

    @Override
    public String kind() {
        return "interactions";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public String commandName() {
        return LogInteraction.class.getSimpleName();
    }

    @Override
    public Set<Role> sentBy() {
        return Set.of(LogInteraction.class.getAnnotation(SentBy.class).value());
    }

    @Override
    public String idField() {
        return "interaction";
    }

    @Override
    public String idPrefix() {
        return InteractionId.PREFIX;
    }

    /** A row adds to an opportunity, which answers. */
    @Override
    public boolean makesRecords() {
        return false;
    }

    @Override
    public ObjectNode command(Map<String, String> fields) {
        ObjectNode interaction = JsonNodeFactory.instance.objectNode();
        String project = Cells.code(fields.get(PROJECT));
        ZoneId zone = Cells.zoneOf(project, projects);
        if (fields.containsKey(OPPORTUNITY)) {
            interaction.put(OPPORTUNITY, Cells.opportunityId(project, fields.get(OPPORTUNITY), vault));
        }
        Cells.put(interaction, KIND, Cells.word(fields.get(KIND), KINDS));
        Cells.put(interaction, SUBJECT, fields.get(SUBJECT));
        Cells.put(interaction, CONTENT, fields.get(CONTENT));
        putTruth(interaction, fields);
        Cells.put(interaction, INITIATOR, fields.get(INITIATOR));
        Cells.put(interaction, COUNTERPART, fields.get(COUNTERPART));
        Cells.put(interaction, PLACE, fields.get(PLACE));
        Cells.put(interaction, OCCURRED_AT, Cells.time(fields.get(OCCURRED_AT), zone));
        Cells.put(interaction, ENDED_AT, Cells.time(fields.get(ENDED_AT), zone));
        Cells.put(interaction, ORIGINAL_AUTHOR, fields.get(ORIGINAL_AUTHOR));
        return interaction;
    }

    private static void putTruth(ObjectNode interaction, Map<String, String> fields) {
        String typed = Cells.code(fields.get(REACHED));
        Boolean truth = typed == null ? null : TRUTHS.get(typed.toLowerCase(Locale.ROOT));
        if (truth != null) {
            interaction.put(REACHED, truth);
        } else {
            Cells.put(interaction, REACHED, typed);
        }
    }

    /** One opportunity's rows stay in order. */
    @Override
    public String lane(ObjectNode command) {
        return command.path(OPPORTUNITY).asString("");
    }
}
