package io.kaipan.query.leadlist;

/** How much of a lead is read. */
public enum LeadExtent {
    /** What lists show. */
    LISTED,
    /** With its {@link LeadRow.Details}. */
    WHOLE
}
