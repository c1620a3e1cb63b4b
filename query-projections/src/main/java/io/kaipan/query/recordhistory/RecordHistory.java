package io.kaipan.query.recordhistory;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The full history of a record, oldest first, read from the event log itself. Empty when there is no such record, or the
 * actor may not see it.
 */
@Component
public class RecordHistory {
    public Optional<Page<HistoryEntry>> ofLead(LeadId lead, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Optional<Page<HistoryEntry>> ofCustomer(CustomerId customer, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Optional<Page<HistoryEntry>> ofOpportunity(OpportunityId opportunity, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Optional<Page<HistoryEntry>> ofProject(ProjectCode project, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Admins and auditors see everybody's, others their own. */
    public Optional<Page<HistoryEntry>> ofUser(UserName user, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
