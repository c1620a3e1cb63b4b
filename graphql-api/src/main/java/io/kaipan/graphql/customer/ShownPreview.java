package io.kaipan.graphql.customer;

import io.kaipan.command.intake.Refusal;
import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.MergeOutcome;
import io.kaipan.domain.customer.PhoneNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A merge as it would be (CUS-4), in the words of the schema. @param outcome null when it would be refused */
public record ShownPreview(
        CustomerId survivorId,
        CustomerId mergedId,
        @Nullable MergeOutcome outcome,
        List<Refusal> refusals) {
    public @Nullable String name() {
        return outcome == null ? null : outcome.name();
    }

    public @Nullable List<String> phones() {
        return outcome == null
                ? null
                : outcome.phones().stream().map(PhoneNumber::value).toList();
    }

    public @Nullable List<String> otherNames() {
        return outcome == null ? null : outcome.otherNames();
    }

    public @Nullable CustomerDetails details() {
        return outcome == null ? null : outcome.details();
    }
}
