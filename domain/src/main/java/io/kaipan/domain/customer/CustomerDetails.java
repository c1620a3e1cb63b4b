package io.kaipan.domain.customer;

import io.kaipan.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a customer besides name and phone. Every component may be unknown (null).
 *
 * @param identityDocument number of the identity card, passport or permit
 */
public record CustomerDetails(
        @Nullable @Text(max = 254) String email,
        @Nullable @Text(max = 40) String identityDocument,
        @Nullable @Text(max = 200) String address,
        @Nullable @Text(max = 1000) String note) {
    public static final CustomerDetails NONE = new CustomerDetails(null, null, null, null);

    /** Details that say nothing are none. */
    static @Nullable CustomerDetails orNull(@Nullable CustomerDetails details) {
        return NONE.equals(details) ? null : details;
    }
}
