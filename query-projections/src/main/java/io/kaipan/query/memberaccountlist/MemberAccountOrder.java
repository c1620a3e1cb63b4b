package io.kaipan.query.memberaccountlist;

import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;

/** In which order member accounts are listed. Ties are broken by id, so that every order is total. */
public record MemberAccountOrder(Field by, boolean descending) {
    public static final MemberAccountOrder NEWEST_FIRST = new MemberAccountOrder(Field.APPLIED_AT, true);

    /** What member accounts can be ordered by. */
    public enum Field {
        APPLIED_AT("a.applied_at", KeyType.INSTANT),
        CHANGED_AT("a.changed_at", KeyType.INSTANT),
        BALANCE("a.balance", KeyType.NUMBER),
        /** By card number; those without one come first in ascending order. */
        CARD("coalesce(a.card, '')", KeyType.TEXT);

        private final String expression;
        private final KeyType type;

        Field(String expression, KeyType type) {
            this.expression = expression;
            this.type = type;
        }
    }

    Keyset keyset() {
        return new Keyset(by + (descending ? " down" : " up"), by.expression, by.type, "a.account_id", descending);
    }
}
