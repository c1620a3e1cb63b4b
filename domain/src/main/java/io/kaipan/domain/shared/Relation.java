package io.kaipan.domain.shared;

/** What an immediate relative, 直系亲属, is to the customer they are linked to (CUS-5). */
public enum Relation {
    /** 配偶 */
    SPOUSE,
    /** 父母 */
    PARENT,
    /** 子女 */
    CHILD;

    /** What the customer is to that relative. */
    public Relation inverse() {
        return switch (this) {
            case SPOUSE -> SPOUSE;
            case PARENT -> CHILD;
            case CHILD -> PARENT;
        };
    }
}
