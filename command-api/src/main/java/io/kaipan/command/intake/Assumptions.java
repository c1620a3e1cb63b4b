package io.kaipan.command.intake;

import io.kaipan.domain.customer.RegistersPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What the first attempt at a {@link RegistersPerson} takes for granted instead of asking the database: that the number
 * is free, and that the project's terms are those read last. The statement that appends the command's events looks whether
 * it is so and writes the claims, or writes nothing; then the command is decided anew, and asks.
 *
 * <p>No outcome is based on what was only assumed: a refusal, and a command that changes nothing, are decided anew too.
 */
public final class Assumptions {
    private static final String RESOURCE = Assumptions.class.getName();

    private final List<Phone> phones = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<NewKey> keys = new ArrayList<>();
    private final List<Terms> terms = new ArrayList<>();

    /** A number that nobody holds: its fingerprint, and who is to hold it. */
    public record Phone(byte[] fingerprint, String customer) {}

    /** A place that no lead has. */
    public record Place(
            String customer,
            String project,
            String lead,
            @Nullable String owner) {}

    /** A customer's key, wrapped, that was never made. */
    public record NewKey(String customer, byte[] wrapped) {}

    /** The terms of a project, in the revision that was read. */
    public record Terms(String project, long revision) {}

    /** Those of the command that is being handled; empty when it is to ask. */
    public static Optional<Assumptions> current() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().root().getResource(RESOURCE))
                : Optional.empty();
    }

    void attach() {
        CurrentUnitOfWork.get().root().resources().put(RESOURCE, this);
    }

    public List<Phone> phones() {
        return phones;
    }

    public List<Place> places() {
        return places;
    }

    public List<NewKey> keys() {
        return keys;
    }

    public List<Terms> terms() {
        return terms;
    }

    /** Whether nothing is taken for granted. */
    public boolean isEmpty() {
        return phones.isEmpty() && places.isEmpty() && keys.isEmpty() && terms.isEmpty();
    }
}
