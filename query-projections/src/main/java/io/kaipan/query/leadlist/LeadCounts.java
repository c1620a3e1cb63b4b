package io.kaipan.query.leadlist;

import io.kaipan.query.paging.CappedCount;

/** How many leads stand in each of the three views (LEA-2). */
public record LeadCounts(CappedCount active, CappedCount qualified, CappedCount unqualified) {}
