package io.kaipan.config.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@DemoTest
class DemoDataTest {
    @Autowired
    DemoData demo;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("G-3 the demo is filled in at the first start, and the next start adds nothing")
    void once() throws Exception {
        long filled = events();
        assertThat(filled).isGreaterThan(100);

        demo.run(new DefaultApplicationArguments());

        assertThat(events()).isEqualTo(filled);
    }

    private long events() {
        return jdbc.sql("""
                        SELECT count(*) FROM log.domain_event
                        WHERE payload_type NOT IN ('opportunity.FollowUpReminded', 'member.PointsAwarded')""").query(Long.class).single();
    }
}
