package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import java.util.List;

/**
 * A step in a list of leads that somebody watches.
 *
 * @param snapshot true: {@code leads} is the list's first page as it stands now and replaces what was shown before (the
 *     first step, and whenever more happened than could be told one by one); false: what changed since the step before
 * @param leads those that are in the list now, new or changed
 * @param gone those that have left the list
 * @param position up to where in the log the list has read at least
 */
public record LeadsUpdate(boolean snapshot, List<LeadRow> leads, List<LeadId> gone, long position) {}
