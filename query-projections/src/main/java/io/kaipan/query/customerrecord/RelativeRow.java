package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.shared.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link between immediate relatives as the asker may see it (CUS-5, G-8).
 *
 * @param customer from whom the link was made
 * @param relation what the relative is to the customer
 * @param proof name of the document; null when masked or erased
 * @param askedBy login name
 * @param decidedBy login name of who approved, refused or removed it; null while it waits
 * @param decidedAt null while it waits
 * @param reason of a refusal or removal; null when there is none, and when masked or erased
 */
public record RelativeRow(
        CustomerId customer,
        CustomerId relative,
        Relation relation,
        @Nullable String proof,
        RelativeLinkState state,
        String askedBy,
        Instant askedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {}
