package io.kaipan.query.opportunitylist;

import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;

/** In which order opportunities are listed. Ties are broken by id, so that every order is total. */
public record OpportunityOrder(Field by, boolean descending) {
    public static final OpportunityOrder NEWEST_FIRST = new OpportunityOrder(Field.OPENED_AT, true);

    /** What opportunities can be ordered by. */
    public enum Field {
        OPENED_AT("o.opened_at", KeyType.INSTANT),
        CHANGED_AT("o.changed_at", KeyType.INSTANT),
        /** By the last contact, or else since when it is open: who has waited longest comes first in ascending order. */
        WAITING_SINCE("o.waiting_since", KeyType.INSTANT),
        /** By the estimated close date; those without one come last in ascending order. */
        CLOSE_DATE("coalesce(o.close_date, DATE '9999-12-31')", KeyType.DAY),
        /** By the estimated value; those without one count as nothing. */
        ESTIMATED_VALUE("coalesce(o.estimated_fen, 0)", KeyType.NUMBER);

        private final String expression;
        private final KeyType type;

        Field(String expression, KeyType type) {
            this.expression = expression;
            this.type = type;
        }
    }

    Keyset keyset() {
        return new Keyset(by + (descending ? " down" : " up"), by.expression, by.type, "o.opportunity_id", descending);
    }
}
