package io.kaipan.domain.customer;

import io.kaipan.domain.shared.Text;
import java.util.Objects;
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

    /** These details, what is unknown filled from others. */
    CustomerDetails filledFrom(CustomerDetails other) {
        return new CustomerDetails(
                email == null ? other.email : email,
                identityDocument == null ? other.identityDocument : identityDocument,
                address == null ? other.address : address,
                note == null ? other.note : note);
    }

    /** These details without what is the same in others. */
    CustomerDetails without(CustomerDetails other) {
        return new CustomerDetails(
                Objects.equals(email, other.email) ? null : email,
                Objects.equals(identityDocument, other.identityDocument) ? null : identityDocument,
                Objects.equals(address, other.address) ? null : address,
                Objects.equals(note, other.note) ? null : note);
    }

    /** Details that say nothing are none. */
    static @Nullable CustomerDetails orNull(@Nullable CustomerDetails details) {
        return NONE.equals(details) ? null : details;
    }
}
