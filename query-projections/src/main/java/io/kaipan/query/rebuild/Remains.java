package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a generation leaves behind besides its tables: its token and its dead letters. */
final class Remains {
    static void clear(JdbcClient jdbc, Generation generation) {
        jdbc.sql("DELETE FROM engine.token_entry WHERE processor_name = :group")
                .param("group", generation.group())
                .update();
        jdbc.sql("DELETE FROM engine.dead_letter_entry WHERE processing_group = :group")
                .param("group", generation.group())
                .update();
    }

    private Remains() {}
}
