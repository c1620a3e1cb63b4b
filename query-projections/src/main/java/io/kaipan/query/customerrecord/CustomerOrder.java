package io.kaipan.query.customerrecord;

/** In which order customers are listed. Ties are broken by id, so that every order is total. */
public record CustomerOrder(Field by, boolean descending) {
    public static final CustomerOrder NEWEST_FIRST = new CustomerOrder(Field.REGISTERED_AT, true);

    /** What customers can be ordered by. */
    public enum Field {
        REGISTERED_AT,
        CHANGED_AT
    }
}
