package io.kaipan.command.bulk;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opportunities as a sales office keeps them in a spreadsheet (OPP-1, G-10), each with the number it has there, by which its
 * interactions find it.
 */
@Component
final class OpportunitySheet implements Sheet {
    static final String NUMBER = "opportunity";
    static final String PROJECT = "project";
    private static final String NAME = "name";
    private static final String AWARENESS_CHANNEL = "awarenessChannel";
    private static final String STAGE = "stage";
    private static final String FOLLOW_UP_LEVEL = "followUpLevel";
    private static final String ESTIMATED_VALUE = "estimatedValue";
    static final String CLOSE_DATE = "closeDate";
    private static final String DESCRIPTION = "description";
    private static final String CUSTOMER_NAME = "customer.name";
    private static final String CUSTOMER_PHONE = "customer.phone";
    private static final String OWNER = "owner";
    private static final String ORIGINAL_AUTHOR = "originalAuthor";
    private static final String OCCURRED_AT = "occurredAt";

    private static final List<Column> COLUMNS = List.of(
            Column.required(NUMBER, "机会编号", "opportunity number", "number"),
            Column.required(PROJECT, "项目", "project"),
            Column.optional(NAME, "机会名称", "name"),
            Column.required(AWARENESS_CHANNEL, "认知途径", "awareness channel", "channel"),
            Column.optional(STAGE, "跟进阶段", "stage"),
            Column.required(FOLLOW_UP_LEVEL, "跟进级别", "follow-up level"),
            Column.optional(ESTIMATED_VALUE, "估计价值", "estimated value"),
            Column.optional(CLOSE_DATE, "估计关闭日期", "close date"),
            Column.optional(DESCRIPTION, "描述信息", "描述", "description"),
            Column.required(CUSTOMER_NAME, "客户姓名", "目标客户", "customer", "customer name"),
            Column.required(CUSTOMER_PHONE, "联系电话", "客户电话", "phone", "customer phone"),
            Column.optional(OWNER, "置业顾问", "consultant", "owner"),
            Column.optional(ORIGINAL_AUTHOR, "录入人", "original author"),
            Column.optional(OCCURRED_AT, "发生时间", "录入时间", "occurred at"));

    private final ProjectBook projects;
    private final PersonalDataVault vault;

    OpportunitySheet(ProjectBook projects, PersonalDataVault vault) {
        this.projects = projects;
        this.vault = vault;
    }

    @Override
    public String kind() {
        return "opportunities";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public String commandName() {
        return OpenOpportunity.class.getSimpleName();
    }

    @Override
    public Set<Role> sentBy() {
        return Set.of(OpenOpportunity.class.getAnnotation(SentBy.class).value());
    }

    @Override
    public String idField() {
        return NUMBER;
    }

    @Override
    public String idPrefix() {
        return OpportunityId.PREFIX;
    }

    @Override
    public ObjectNode command(Map<String, String> fields) {
        ObjectNode opportunity = JsonNodeFactory.instance.objectNode();
        String project = Cells.code(fields.get(PROJECT));
        if (fields.containsKey(NUMBER)) {
            opportunity.put(NUMBER, Cells.opportunityId(project, fields.get(NUMBER), vault));
        }
        Cells.put(opportunity, PROJECT, project);
        Cells.put(opportunity, NAME, fields.get(NAME));
        Cells.put(opportunity, AWARENESS_CHANNEL, Cells.code(fields.get(AWARENESS_CHANNEL)));
        Cells.put(opportunity, STAGE, Cells.code(fields.get(STAGE)));
        Cells.put(opportunity, FOLLOW_UP_LEVEL, Cells.code(fields.get(FOLLOW_UP_LEVEL)));
        if (fields.containsKey(ESTIMATED_VALUE)) {
            opportunity.putObject(ESTIMATED_VALUE).put("amount", amount(fields.get(ESTIMATED_VALUE)));
        }
        if (fields.containsKey(CLOSE_DATE)) {
            opportunity.put(CLOSE_DATE, WrittenTime.toDay(fields.get(CLOSE_DATE)));
        }
        Cells.put(opportunity, DESCRIPTION, fields.get(DESCRIPTION));
        ObjectNode customer = opportunity.putObject("customer");
        Cells.put(customer, "name", fields.get(CUSTOMER_NAME));
        Cells.put(customer, "phone", Cells.phone(fields.get(CUSTOMER_PHONE)));
        Cells.put(opportunity, OWNER, Cells.code(fields.get(OWNER)));
        Cells.put(opportunity, OCCURRED_AT, Cells.time(fields.get(OCCURRED_AT), Cells.zoneOf(project, projects)));
        Cells.put(opportunity, ORIGINAL_AUTHOR, fields.get(ORIGINAL_AUTHOR));
        return opportunity;
    }

    /** {@code ￥1,200,000} and {@code 1200000元} are the same. */
    private static String amount(String typed) {
        return Cells.code(typed).replaceAll("[,\\s¥元]", "");
    }

    /** One customer's rows stay in order. */
    @Override
    public String lane(ObjectNode command) {
        return command.path("customer").path("phone").asString("");
    }
}
