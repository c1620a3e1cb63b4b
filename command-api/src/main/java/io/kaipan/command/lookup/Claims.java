package io.kaipan.command.lookup;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;

/** How a place that only one can have is claimed. */
final class Claims {
    private static final int ATTEMPTS = 5;

    /**
     * Takes the place or finds who has it. {@code take} waits for other transactions that are taking or leaving the
     * place ({@code INSERT … ON CONFLICT DO NOTHING}); when the holder leaves between the two steps, both are repeated.
     *
     * @param take takes the place unless somebody has it, and says whether it did
     */
    static <T> T settle(BooleanSupplier take, T claimant, Supplier<Optional<T>> holder) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (take.getAsBoolean()) {
                return claimant;
            }
            Optional<T> other = holder.get();
            if (other.isPresent()) {
                return other.get();
            }
        }
        throw new ConcurrencyFailureException("A place changed hands " + ATTEMPTS + " times while it was claimed");
    }

    private Claims() {}
}
