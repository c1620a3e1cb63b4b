package io.kaipan.domain.opportunity;

/** How pressing an interaction was (OPP-3). */
public enum Priority {
    LOW,
    NORMAL,
    HIGH
}
