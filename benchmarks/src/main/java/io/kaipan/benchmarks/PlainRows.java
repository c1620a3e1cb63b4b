package io.kaipan.benchmarks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * What commands over HTTP are held against besides pgbench: the same body read by Spring MVC and Jackson behind the same
 * sign-in, and one row inserted; no key, no rules, no events.
 */
@RestController
class PlainRows {
    private final JdbcClient jdbc;

    PlainRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Inserted(long id, int fields) {}

    /** @param bytes how many the row is to have */
    @PostMapping("/api/benchmark/rows/{bytes}")
    Inserted insert(@PathVariable int bytes, @RequestBody JsonNode body) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO benchmark.plain_row (payload) VALUES (?)")
                .param("k".repeat(bytes))
                .update(id, "id");
        return new Inserted(id.getKeyAs(Long.class), body.size());
    }
}
