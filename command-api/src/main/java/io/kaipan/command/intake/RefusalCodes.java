package io.kaipan.command.intake;

import io.kaipan.command.maintenance.MaintenanceRule;
import io.kaipan.domain.customer.CustomerRule;
import io.kaipan.domain.lead.LeadRule;
import io.kaipan.domain.member.MemberRule;
import io.kaipan.domain.opportunity.OpportunityRule;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.questionnaire.QuestionnaireRule;
import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.user.UserRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every code with which a command can be refused (G-6). */
public final class RefusalCodes {
    private static final SortedSet<Rule> ALL = collect(
            IntakeRule.values(),
            MaintenanceRule.values(),
            SharedRule.values(),
            LeadRule.values(),
            OpportunityRule.values(),
            CustomerRule.values(),
            MemberRule.values(),
            ProjectRule.values(),
            QuestionnaireRule.values(),
            UserRule.values());

    /** All refusals, by code. */
    public static List<Rule> all() {
        return List.copyOf(ALL);
    }

    private static SortedSet<Rule> collect(Rule[]... enums) {
        SortedSet<Rule> all = new TreeSet<>(Comparator.comparing(Rule::name));
        Stream.of(enums).flatMap(Arrays::stream).forEach(rule -> {
            if (!all.add(rule)) {
                throw new IllegalStateException("Two refusals share the code " + rule.name());
            }
        });
        return all;
    }

    private RefusalCodes() {}
}
