package io.kaipan.domain.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has gained by a merge, so that it can go back (CUS-4).
 *
 * @param customer who was merged
 * @param along who was merged into them before
 * @param details what filled the survivor's gaps; null in each place where it filled none
 */
record Absorbed(
        CustomerId customer,
        List<CustomerId> along,
        List<PhoneNumber> phones,
        List<String> names,
        @Nullable CustomerDetails details) {}
