package io.kaipan.command.http;

import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.Refusals;
import io.kaipan.domain.shared.Rule;
import java.util.List;

/** Ends a request with the refusals of its command. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    public RequestRefused(Outcome.Refused refused) {
        super("refused", null, false, false);
        this.refusals = refused.refusals();
    }

    public RequestRefused(Rule rule) {
        this(Refusals.of(rule));
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
