package io.kaipan.command.bulk;

import io.kaipan.domain.opportunity.OpportunityCommand.RecordClosedOpportunity;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Opportunities of the past that were won or lost (OPP-7, G-10): the columns of open ones, and how they ended. */
@Component
final class ClosedOpportunitySheet implements Sheet {
    private static final String OUTCOME = "outcome";
    private static final String REASON = "reason";
    private static final String COMPETITOR = "competitor";
    private static final String NOTE = "note";
    private static final String CLOSED_AT = "closedAt";

    private static final List<Column> ENDING = List.of(
            Column.required(OUTCOME, "结果", "outcome"),
            Column.optional(REASON, "关闭原因", "reason", "close reason"),
            Column.optional(COMPETITOR, "竞争对手", "competitor"),
            Column.optional(NOTE, "关闭说明", "note", "close note"),
            Column.required(CLOSED_AT, "关闭时间", "closed at"));

    private static final Map<String, String> OUTCOMES =
            Map.of("赢单", "WON", "成交", "WON", "won", "WON", "丢单", "LOST", "战败", "LOST", "lost", "LOST");

    private final OpportunitySheet openings;
    private final ProjectBook projects;

    ClosedOpportunitySheet(OpportunitySheet openings, ProjectBook projects) {
        this.openings = openings;
        this.projects = projects;
    }

    @Override
    public String kind() {
        return "closed-opportunities";
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(
                        openings.columns().stream()
                                .filter(column -> !column.field().equals(OpportunitySheet.CLOSE_DATE)),
                        ENDING.stream())
                .toList();
    }

    @Override
    public String commandName() {
        return RecordClosedOpportunity.class.getSimpleName();
    }

    @Override
    public Set<Role> sentBy() {
        return Set.of(RecordClosedOpportunity.class.getAnnotation(SentBy.class).value());
    }

    @Override
    public String idField() {
        return openings.idField();
    }

    @Override
    public String idPrefix() {
        return OpportunityId.PREFIX;
    }

    @Override
    public ObjectNode command(Map<String, String> fields) {
        ObjectNode opportunity = openings.command(fields);
        String project = Cells.code(fields.get(OpportunitySheet.PROJECT));
        Cells.put(opportunity, OUTCOME, Cells.word(fields.get(OUTCOME), OUTCOMES));
        Cells.put(opportunity, REASON, Cells.code(fields.get(REASON)));
        Cells.put(opportunity, COMPETITOR, fields.get(COMPETITOR));
        Cells.put(opportunity, NOTE, fields.get(NOTE));
        Cells.put(opportunity, CLOSED_AT, Cells.time(fields.get(CLOSED_AT), Cells.zoneOf(project, projects)));
        return opportunity;
    }

    @Override
    public String lane(ObjectNode command) {
        return openings.lane(command);
    }
}
