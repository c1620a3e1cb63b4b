package io.kaipan.command.customer;

import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.Refusals;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.MergeOutcome;
import io.kaipan.domain.customer.MergePreview;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.Stamp;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What a merge of two customers would make of them, by the code of the merge itself (CUS-4). Nothing changes. */
@Component
public class MergePreviews {
    private final CommandBus here;
    private final Clock clock;

    MergePreviews(@Qualifier("localSegment") CommandBus here, Clock clock) {
        this.here = here;
        this.clock = clock;
    }

    /**
     * A merge as it would be.
     *
     * @param outcome null when it would be refused
     * @param refusals why; none when it would be carried out
     */
    public record Preview(@Nullable MergeOutcome outcome, List<Refusal> refusals) {}

    /** Works out a merge. @param actor who would ask for it */
    public Preview of(CustomerId survivor, CustomerId merged, Actor actor) {
        FutureCallback<MergePreview, MergeOutcome> answer = new FutureCallback<>();
        here.dispatch(
                new GenericCommandMessage<>(new MergePreview(survivor, merged))
                        .andMetaData(new Stamp(actor, clock.instant(), null).toMetaData()),
                answer);
        CommandResultMessage<? extends MergeOutcome> result = answer.getResult();
        if (!result.isExceptional()) {
            return new Preview(result.getPayload(), List.of());
        }
        return switch (result.exceptionResult()) {
            case RuleViolation refused -> new Preview(null, List.of(Refusals.of(refused)));
            case AggregateNotFoundException missing ->
                new Preview(
                        null,
                        Refusals.notFound(
                                        missing.getAggregateIdentifier().equals(survivor.value())
                                                ? "survivor"
                                                : "merged")
                                .refusals());
            case RuntimeException other -> throw other;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }
}
