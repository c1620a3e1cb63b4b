package io.kaipan.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

class WrittenBehindTest {
    private static final Table<String> NAMES =
            Table.<String>named("names", "name").text("name", name -> name).reads(row -> row.getString("name"));

    private final Names names = new Names();
    private final WrittenBehind behind = new WrittenBehind(names);

    @AfterEach
    void end() {
        names.mayWrite.countDown();
        behind.close();
    }

    @Test
    @DisplayName("who writes doesn't wait; what is read is read behind what was written before")
    void order() {
        behind.write(NAMES, List.of("a"), List.of());
        behind.write(NAMES, List.of("b"), List.of("a"));
        assertThat(names.written).isEmpty();

        names.mayWrite.countDown();

        assertThat(behind.byKey(NAMES, List.of("a"))).containsExactly("a", "b", "a");
    }

    @Test
    @DisplayName("a row that a table refuses is told as that at whatever comes next, and nothing is written behind it")
    void refusal() {
        names.failure = new DataIntegrityViolationException("too long");
        names.mayWrite.countDown();

        behind.write(NAMES, List.of("a"), List.of());
        behind.write(NAMES, List.of("b"), List.of());

        assertThatThrownBy(behind::settle).isSameAs(names.failure);
        assertThatThrownBy(() -> behind.by(NAMES, "name", List.of("b"))).isSameAs(names.failure);
        assertThat(names.attempts).containsExactly("a");
    }

    @Test
    @DisplayName("any other failure to write is the store's too, so that no event is blamed for it")
    void otherFailure() {
        names.failure = new IllegalStateException("no text");
        names.mayWrite.countDown();

        behind.write(NAMES, List.of("a"), List.of());

        assertThatThrownBy(() -> behind.byKey(NAMES, List.of("a")))
                .isInstanceOf(DataAccessException.class)
                .hasCause(names.failure);
    }

    private static final class Names implements LoadedRows.RowStore {
        private final CountDownLatch mayWrite = new CountDownLatch(1);
        private final List<Object> attempts = new ArrayList<>();
        private final List<Object> written = new ArrayList<>();
        private volatile RuntimeException failure;

        @Override
        @SuppressWarnings("unchecked")
        public <T> List<T> byKey(Table<T> table, Collection<String> keys) {
            return (List<T>) List.copyOf(written);
        }

        @Override
        public <T> List<T> by(Table<T> table, String column, Collection<String> values) {
            return byKey(table, values);
        }

        @Override
        public <T> void write(Table<T> table, List<T> fresh, List<T> changed) {
            try {
                mayWrite.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            attempts.addAll(fresh);
            if (failure != null) {
                throw failure;
            }
            written.addAll(fresh);
            written.addAll(changed);
        }
    }
}
