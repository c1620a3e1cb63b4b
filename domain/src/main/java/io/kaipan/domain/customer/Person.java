package io.kaipan.domain.customer;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is, as far as a merge changes it (CUS-4).
 *
 * @param along the customers who were merged into this one earlier, at whatever depth
 */
record Person(
        CustomerId id,
        String name,
        List<PhoneNumber> phones,
        List<String> otherNames,
        @Nullable CustomerDetails details,
        List<CustomerId> along) {

    /**
     * What becomes of this customer when another is merged into them: the name stays, and the other's is kept beside it;
     * all numbers are theirs; what is known stays, and the other's details fill the gaps.
     */
    MergeOutcome with(Person merged) {
        return new MergeOutcome(
                name,
                Stream.concat(phones.stream(), merged.phones.stream())
                        .distinct()
                        .toList(),
                Stream.of(otherNames.stream(), Stream.of(merged.name), merged.otherNames.stream())
                        .flatMap(names -> names)
                        .filter(other -> !other.equals(name))
                        .distinct()
                        .toList(),
                CustomerDetails.orNull(known(details).filledFrom(known(merged.details))));
    }

    /** This customer and all who come along. */
    List<CustomerId> group() {
        return Stream.concat(Stream.of(id), along.stream()).toList();
    }

    static CustomerDetails known(@Nullable CustomerDetails details) {
        return Objects.requireNonNullElse(details, CustomerDetails.NONE);
    }
}
