package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The lists of leads (LEA-2) as an actor may see them (G-8): leads of projects the actor is not bound to don't appear, and
 * those of other consultants appear masked.
 */
@Component
public class LeadList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "lead-list";

    /**
     * A page of leads.
     *
     * @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list in this order
     */
    public Page<LeadRow> page(LeadFilter filter, LeadOrder order, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** How many leads there are; a statement of its own, so only for those who ask. */
    public CappedCount count(LeadFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** How many leads there are in each state, whatever states the filter names. */
    public LeadCounts countByState(LeadFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Several leads in one statement; those that don't exist or must not be seen are missing from the answer. */
    public Map<LeadId, LeadRow> find(Collection<LeadId> ids, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One lead; empty when it does not exist or must not be seen. */
    public Optional<LeadRow> find(LeadId id, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
