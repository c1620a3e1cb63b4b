package io.kaipan.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final Table<String> NAMES =
            Table.<String>named("names", "name").text("name", name -> name).reads(row -> row.getString("name"));

    @Test
    @DisplayName("a row is not read for events behind the one that makes it")
    void made() {
        Wanted wanted = new Wanted().row(NAMES, "old").made(NAMES, "new").row(NAMES, "new");

        assertThat(wanted.keys()).containsOnlyKeys(NAMES).containsEntry(NAMES, Set.of("old"));
    }

    @Test
    @DisplayName("a row that is wanted by an event before the one that makes it is looked for")
    void wantedBefore() {
        Wanted wanted = new Wanted().row(NAMES, "name").made(NAMES, "name");

        assertThat(wanted.keys()).containsEntry(NAMES, Set.of("name"));
    }
}
