package io.kaipan.config.messaging;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.lead.Lead;
import io.kaipan.domain.member.MemberAccount;
import io.kaipan.domain.opportunity.Opportunity;
import io.kaipan.domain.project.Project;
import io.kaipan.domain.questionnaire.Questionnaire;
import io.kaipan.domain.user.User;
import java.util.List;

/** Every aggregate there is. */
public final class Aggregates {
    public static final List<Class<?>> ALL = List.of(
            Customer.class,
            Lead.class,
            MemberAccount.class,
            Opportunity.class,
            Project.class,
            Questionnaire.class,
            User.class);

    private Aggregates() {}
}
