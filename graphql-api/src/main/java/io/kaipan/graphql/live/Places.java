package io.kaipan.graphql.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much of something each user has at a time. */
public final class Places {
    private final int most;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    public Places(int most) {
        this.most = most;
    }

    /** Takes a place for a user. @return false when the user has as many as one may have */
    public boolean take(String user) {
        boolean[] free = {false};
        taken.compute(user, (name, count) -> {
            int now = count == null ? 0 : count;
            free[0] = now < most;
            return free[0] ? now + 1 : count;
        });
        return free[0];
    }

    /** Gives back a place that was taken. */
    public void giveBack(String user) {
        taken.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }
}
