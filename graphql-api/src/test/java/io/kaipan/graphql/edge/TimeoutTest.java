package io.kaipan.graphql.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.kaipan.command.intake.Intake;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.Rows;
import io.kaipan.query.leadlist.LeadList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "kaipan.graphql.timeout=300ms")
class TimeoutTest extends EdgeTest {
    @Autowired
    private LeadList leads;

    @Autowired
    private Intake intake;

    @Test
    @DisplayName("a query that takes too long is ended: 504, and nobody goes on working for it")
    void query() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        when(leads.find(eq(Rows.LEAD), any(), any())).thenAnswer(call -> never(ended));

        Answer answer = as(Role.CONSULTANT).ask("{ lead(id: \"%s\") { id } }".formatted(Rows.LEAD));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.codes()).containsExactly("TIMEOUT");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("a change that takes too long is told so, and that it may have taken place")
    void change() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        when(intake.accept(any())).thenAnswer(call -> never(ended));

        Answer answer = as(Role.SALES_MANAGER)
                .ask("mutation { reactivateLead(input: {lead: \"%s\", reason: \"r\"}) { pending } }"
                        .formatted(Rows.LEAD));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.codes()).containsExactly("TIMEOUT");
        assertThat(answer.json().path("errors").path(0).path("message").asString())
                .contains("may have taken place");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until it is interrupted. */
    private static Object never(CountDownLatch ended) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return null;
        } finally {
            ended.countDown();
        }
    }
}
