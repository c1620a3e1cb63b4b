package io.kaipan.query.opportunitylist;

import io.kaipan.domain.opportunity.OpportunityId;
import java.util.List;

/**
 * A step in a list of opportunities that somebody watches.
 *
 * @param snapshot whether {@code opportunities} is the list's first page as it stands, and not what changed
 * @param opportunities those that are in the list now, new or changed
 * @param gone those that have left the list
 * @param position up to where in the log the list has read at least
 */
public record OpportunitiesUpdate(
        boolean snapshot, List<OpportunityRow> opportunities, List<OpportunityId> gone, long position) {}
