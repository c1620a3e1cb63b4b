package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.FreshDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = StoreSlice.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
@DisplayName("The store's three ways in")
class StoreTest {
    @Autowired
    JdbcClient unqualified;

    @Autowired
    @Qualifier("projectionJdbc")
    JdbcClient projection;

    @Autowired
    @Qualifier("queryJdbc")
    JdbcClient query;

    @Test
    @DisplayName("each side works as a role of its own, commands by default")
    void roles() {
        assertThat(currentUser(unqualified)).isEqualTo("kaipan_command");
        assertThat(currentUser(projection)).isEqualTo("kaipan_projection");
        assertThat(currentUser(query)).isEqualTo("kaipan_query");
    }

    private static String currentUser(JdbcClient jdbc) {
        return jdbc.sql("SELECT current_user").query(String.class).single();
    }
}
