package io.kaipan.domain.customer;

import io.kaipan.domain.shared.Relation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer's link to an immediate relative (CUS-5).
 *
 * @param relation what the relative is to the customer
 * @param proof the name of the document that proves it
 * @param askedBy login name of who linked them
 */
record RelativeLink(
        CustomerId relative,
        Relation relation,
        String proof,
        RelativeLinkState state,
        @Nullable String askedBy) {
    private static final Set<RelativeLinkState> STANDING = Set.of(RelativeLinkState.ASKED, RelativeLinkState.APPROVED);

    /** Whether it is approved, or may still be. */
    boolean stands() {
        return STANDING.contains(state);
    }

    boolean says(Relation otherRelation, String otherProof) {
        return stands() && relation == otherRelation && proof.equals(otherProof);
    }

    RelativeLink now(RelativeLinkState next) {
        return new RelativeLink(relative, relation, proof, next, askedBy);
    }
}
