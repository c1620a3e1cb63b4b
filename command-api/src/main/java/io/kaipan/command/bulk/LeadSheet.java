package io.kaipan.command.bulk;

import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Leads as a sales office keeps them in a spreadsheet (LEA-1, LEA-7, G-10). */
@Component
final class LeadSheet implements Sheet {
    private static final String TOPIC = "topic";
    private static final String PROJECT = "project";
    private static final String AWARENESS_CHANNEL = "awarenessChannel";
    private static final String FOLLOW_UP_LEVEL = "followUpLevel";
    private static final String DESCRIPTION = "description";
    private static final String CUSTOMER_NAME = "customer.name";
    private static final String CUSTOMER_PHONE = "customer.phone";
    private static final String CONTACT_NAME = "contact.name";
    private static final String CONTACT_PHONE = "contact.phone";
    private static final String OWNER = "owner";
    private static final String ORIGINAL_AUTHOR = "originalAuthor";
    private static final String OCCURRED_AT = "occurredAt";

    private static final List<Column> COLUMNS = List.of(
            Column.required(TOPIC, "主题", "topic"),
            Column.required(PROJECT, "项目", "project"),
            Column.required(AWARENESS_CHANNEL, "认知途径", "awareness channel", "channel"),
            Column.optional(FOLLOW_UP_LEVEL, "跟进级别", "follow-up level"),
            Column.optional(DESCRIPTION, "描述信息", "描述", "description"),
            Column.required(CUSTOMER_NAME, "客户姓名", "目标客户", "customer", "customer name"),
            Column.required(CUSTOMER_PHONE, "联系电话", "客户电话", "phone", "customer phone"),
            Column.optional(CONTACT_NAME, "联系人", "目标联系人", "contact", "contact name"),
            Column.optional(CONTACT_PHONE, "联系人电话", "contact phone"),
            Column.optional(OWNER, "置业顾问", "consultant", "owner"),
            Column.optional(ORIGINAL_AUTHOR, "录入人", "original author"),
            Column.optional(OCCURRED_AT, "发生时间", "录入时间", "occurred at"));

    private final ProjectBook projects;

    LeadSheet(ProjectBook projects) {
        this.projects = projects;
    }

    @Override
    public String kind() {
        return "leads";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public String commandName() {
        return RegisterLead.class.getSimpleName();
    }

    @Override
    public Set<Role> sentBy() {
        return Set.of(RegisterLead.class.getAnnotation(SentBy.class).value());
    }

    @Override
    public String idField() {
        return "lead";
    }

    @Override
    public String idPrefix() {
        return LeadId.PREFIX;
    }

    @Override
    public ObjectNode command(Map<String, String> fields) {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        String project = Cells.code(fields.get(PROJECT));
        Cells.put(lead, TOPIC, fields.get(TOPIC));
        Cells.put(lead, PROJECT, project);
        Cells.put(lead, AWARENESS_CHANNEL, Cells.code(fields.get(AWARENESS_CHANNEL)));
        Cells.put(lead, FOLLOW_UP_LEVEL, Cells.code(fields.get(FOLLOW_UP_LEVEL)));
        Cells.put(lead, DESCRIPTION, fields.get(DESCRIPTION));
        ObjectNode customer = lead.putObject("customer");
        Cells.put(customer, "name", fields.get(CUSTOMER_NAME));
        Cells.put(customer, "phone", Cells.phone(fields.get(CUSTOMER_PHONE)));
        if (fields.containsKey(CONTACT_NAME) || fields.containsKey(CONTACT_PHONE)) {
            ObjectNode contact = lead.putObject("contact");
            Cells.put(contact, "name", fields.get(CONTACT_NAME));
            Cells.put(contact, "phone", Cells.phone(fields.get(CONTACT_PHONE)));
        }
        Cells.put(lead, OWNER, Cells.code(fields.get(OWNER)));
        Cells.put(lead, OCCURRED_AT, Cells.time(fields.get(OCCURRED_AT), Cells.zoneOf(project, projects)));
        Cells.put(lead, ORIGINAL_AUTHOR, fields.get(ORIGINAL_AUTHOR));
        return lead;
    }

    /** One customer's rows stay in order, so that the first of them registers the lead. */
    @Override
    public String lane(ObjectNode command) {
        return command.path("customer").path("phone").asString("");
    }
}
