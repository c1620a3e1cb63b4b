package io.kaipan.domain.lead;

/** How a contact took place (OPP-3). */
public enum InteractionKind {
    EMAIL,
    SMS,
    PHONE,
    LETTER,
    APPOINTMENT
}
