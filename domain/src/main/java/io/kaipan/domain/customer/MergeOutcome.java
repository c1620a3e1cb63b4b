package io.kaipan.domain.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the survivor of a merge is afterwards (CUS-4).
 *
 * @param phones of both
 * @param otherNames names of those merged into the survivor
 * @param details the survivor's, gaps filled from the other's; null when nothing is known
 */
public record MergeOutcome(
        String name,
        List<PhoneNumber> phones,
        List<String> otherNames,
        @Nullable CustomerDetails details) {}
