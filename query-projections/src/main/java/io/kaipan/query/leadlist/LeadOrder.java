package io.kaipan.query.leadlist;

/** In which order leads are listed. Ties are broken by id, so that every order is total. */
public record LeadOrder(Field by, boolean descending) {
    public static final LeadOrder NEWEST_FIRST = new LeadOrder(Field.REGISTERED_AT, true);

    /** What leads can be ordered by. */
    public enum Field {
        REGISTERED_AT,
        OCCURRED_AT,
        LAST_CONTACT_AT,
        CHANGED_AT,
        /** By the level's code; leads without one come last in ascending order. */
        FOLLOW_UP_LEVEL
    }
}
