package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opportunities as an actor may see them (G-8), newest first. */
@Component
public class OpportunityRecords {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "opportunity-record";

    /** A page of opportunities. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list */
    public Page<OpportunityRow> page(OpportunityFilter filter, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** How many opportunities there are; a statement of its own, so only for those who ask. */
    public CappedCount count(OpportunityFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Several opportunities in one statement; those that don't exist or must not be seen are missing. */
    public Map<OpportunityId, OpportunityRow> find(Collection<OpportunityId> ids, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One opportunity; empty when it does not exist or must not be seen. */
    public Optional<OpportunityRow> find(OpportunityId id, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
