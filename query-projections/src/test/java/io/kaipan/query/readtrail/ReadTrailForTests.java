package io.kaipan.query.readtrail;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the trail for tests of other packages. */
public final class ReadTrailForTests {
    public static ReadTrail of(JdbcClient jdbc, Clock clock) {
        return new ReadTrail(jdbc, clock);
    }

    private ReadTrailForTests() {}
}
