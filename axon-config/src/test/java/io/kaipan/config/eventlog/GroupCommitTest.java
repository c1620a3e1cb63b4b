package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.intake.Assumptions;
import io.kaipan.config.eventlog.GroupCommit.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
    private static final IllegalStateException BROKEN = new IllegalStateException("breaks a rule");

    private final AtomicInteger statements = new AtomicInteger();

    @Test
    @DisplayName("a command that is alone is carried out at once, by itself")
    void alone() {
        Thread caller = Thread.currentThread();
        GroupCommit commits = new GroupCommit(appends -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            assertThat(appends).hasSize(1);
            return new long[] {7};
        });

        assertThat(commits.carryOut(append())).isEqualTo(7);
    }

    @Test
    @DisplayName("what comes while others are being carried out goes together, each with its own outcome")
    void together() throws Exception {
        Held held = new Held();
        GroupCommit commits = new GroupCommit(held);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            held.fill(threads, commits);
            List<Append> appends = appends(20);
            List<Future<Long>> later = submit(threads, commits, appends);
            held.letGoOnceWaiting(commits, later.size());

            for (int i = 0; i < appends.size(); i++) {
                assertThat(later.get(i).get()).isEqualTo(held.positions.get(appends.get(i)));
            }
        }
        assertThat(statements).hasValueLessThan(2 + 20);
    }

    @Test
    @DisplayName("while statements are quick there is one at a time")
    void oneAtATime() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        GroupCommit commits = new GroupCommit(
                appends -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    Thread.yield();
                    atOnce.decrementAndGet();
                    return new long[appends.size()];
                },
                Duration.ofMinutes(1));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Long> outcome : submit(threads, commits, appends(2_000))) {
                outcome.get();
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    @DisplayName("what breaks a rule fails alone, and everything else in its group is carried out once")
    void oneBreaks() throws Exception {
        Held held = new Held();
        GroupCommit commits = new GroupCommit(held);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            held.fill(threads, commits);
            List<Append> appends = appends(10);
            held.broken = appends.get(4);
            List<Future<Long>> later = submit(threads, commits, appends);
            held.letGoOnceWaiting(commits, later.size());

            for (int i = 0; i < appends.size(); i++) {
                Future<Long> outcome = later.get(i);
                if (i == 4) {
                    assertThatThrownBy(outcome::get).hasCause(BROKEN);
                } else {
                    assertThat(outcome.get()).isEqualTo(held.positions.get(appends.get(i)));
                }
            }
        }
        assertThat(held.twice).isEmpty();
    }

    @Test
    @DisplayName("when the store is lost all who were in the group learn it, and nothing is tried again")
    void storeLost() throws Exception {
        Held held = new Held();
        GroupCommit commits = new GroupCommit(held);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            held.fill(threads, commits);
            held.lost = true;
            List<Future<Long>> later = submit(threads, commits, appends(10));
            held.letGoOnceWaiting(commits, later.size());

            assertThat(later)
                    .allSatisfy(outcome -> assertThatThrownBy(outcome::get).hasRootCauseMessage("the store is lost"));
        }
        assertThat(held.twice).isEmpty();
    }

    @Test
    @DisplayName("who is interrupted while waiting gets the outcome all the same, and stays interrupted")
    void interrupted() throws Exception {
        Held held = new Held();
        GroupCommit commits = new GroupCommit(held);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            held.fill(threads, commits);
            CountDownLatch begun = new CountDownLatch(1);
            Thread[] waiter = new Thread[1];
            Future<Boolean> outcome = threads.submit(() -> {
                waiter[0] = Thread.currentThread();
                begun.countDown();
                commits.carryOut(append());
                return Thread.interrupted();
            });
            begun.await();
            waiter[0].interrupt();
            held.letGoOnceWaiting(commits, 1);

            assertThat(outcome.get()).isTrue();
        }
    }

    @Test
    @DisplayName("under load nobody is forgotten, and each append is carried out once")
    void load() throws Exception {
        Held held = new Held();
        held.go.countDown();
        GroupCommit commits = new GroupCommit(held);
        int each = 2_000;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                callers.add(() -> {
                    for (int turn = 0; turn < each; turn++) {
                        Append append = append();
                        assertThat(commits.carryOut(append)).isEqualTo(held.positions.get(append));
                    }
                    return null;
                });
            }
            for (Future<Void> caller : threads.invokeAll(callers)) {
                caller.get();
            }
        }
        assertThat(held.positions).hasSize(16 * each);
        assertThat(held.twice).isEmpty();
    }

    /** A database that numbers what it carries out, and that can be made to wait. */
    private final class Held implements GroupCommit.Statement {
        final ConcurrentHashMap<Append, Long> positions = new ConcurrentHashMap<>();
        final List<Append> twice = new CopyOnWriteArrayList<>();
        final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch busy = new CountDownLatch(2);
        private final AtomicInteger position = new AtomicInteger();
        volatile Append broken;
        volatile boolean lost;

        @Override
        public long[] carryOut(List<Append> appends) {
            boolean holding = statements.incrementAndGet() <= 2;
            busy.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (lost && !holding) {
                throw new IllegalStateException("the store is lost");
            }
            if (appends.contains(broken)) {
                throw new Refused(BROKEN);
            }
            return appends.stream()
                    .mapToLong(append -> {
                        long number = position.incrementAndGet();
                        if (positions.putIfAbsent(append, number) != null) {
                            twice.add(append);
                        }
                        return number;
                    })
                    .toArray();
        }

        /** Has both places taken. */
        void fill(ExecutorService threads, GroupCommit commits) throws InterruptedException {
            threads.submit(() -> commits.carryOut(append()));
            threads.submit(() -> commits.carryOut(append()));
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void letGoOnceWaiting(GroupCommit commits, int callers) {
            await().until(() -> commits.waiting() >= callers);
            go.countDown();
        }
    }

    private static List<Future<Long>> submit(ExecutorService threads, GroupCommit commits, List<Append> appends) {
        return appends.stream()
                .map(append -> threads.submit(() -> commits.carryOut(append)))
                .toList();
    }

    private static List<Append> appends(int count) {
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(append());
        }
        return appends;
    }

    /** Equal to nothing but itself. */
    private static Append append() {
        return new Append(
                new ArrayList<>(List.of(new Append.Row(
                        UUID.randomUUID().toString(), "a", 0, "t", "p", "1", new byte[0], new byte[0], "now"))),
                null,
                new Assumptions());
    }
}
