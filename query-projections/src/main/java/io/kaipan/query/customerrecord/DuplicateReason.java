package io.kaipan.query.customerrecord;

/** Why two customers may be one person (CUS-4). */
public enum DuplicateReason {
    SAME_NAME,
    /** One character more, less or other. */
    SIMILAR_NAME,
    /** One digit other, or two exchanged. */
    SIMILAR_PHONE,
    /** The last four digits. */
    SAME_PHONE_ENDING,
    SAME_IDENTITY_DOCUMENT,
    SAME_EMAIL
}
