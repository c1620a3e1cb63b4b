package io.kaipan.command.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.kaipan.domain.shared.TypeId;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes the ids of new records (G-3): TypeIDs over UUIDs of version 7, in the order of the intake's clock. */
final class NewIds {
    private final TimeBasedEpochGenerator uuids;

    NewIds(Clock clock) {
        this.uuids = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    String next(String prefix) {
        return TypeId.of(prefix, uuids.generate());
    }
}
