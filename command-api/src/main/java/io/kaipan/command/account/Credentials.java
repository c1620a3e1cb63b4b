package io.kaipan.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kaipan.command.lookup.UserChanges;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passwords of local accounts, hashed, in {@code lookup.credential}. */
@Component
class Credentials {
    private final JdbcClient jdbc;
    private final UserBook users;
    private final Cache<String, Account> lately = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Accounts.KNOWN_WITHIN)
            .build();

    Credentials(JdbcClient jdbc, UserBook users, UserChanges changes) {
        this.jdbc = jdbc;
        this.users = users;
        changes.onChange(user -> lately.invalidate(user.value()));
    }

    /**
     * The account as it was found not longer than {@link Accounts#KNOWN_WITHIN} ago, for scripts that sign in with each of
     * their requests; empty when nobody has looked for it since, or it was changed through this node.
     */
    Optional<Account> foundLately(String user) {
        return Optional.ofNullable(lately.getIfPresent(user));
    }

    Optional<Account> find(UserName user) {
        Optional<Account> found = read(user);
        found.ifPresent(account -> lately.put(user.value(), account));
        return found;
    }

    private Optional<Account> read(UserName user) {
        return users.find(user).flatMap(entry -> jdbc.sql(
                        "SELECT password_hash, changed_at FROM lookup.credential WHERE user_name = ?")
                .param(user.value())
                .query((row, number) -> new Account(
                        entry,
                        row.getString("password_hash"),
                        row.getTimestamp("changed_at").toInstant()))
                .optional());
    }

    void set(UserName user, String passwordHash, Instant at) {
        jdbc.sql("""
                INSERT INTO lookup.credential (user_name, password_hash, changed_at) VALUES (?, ?, ?)
                ON CONFLICT (user_name) DO UPDATE
                SET password_hash = EXCLUDED.password_hash, changed_at = EXCLUDED.changed_at, generated = false""").params(user.value(), passwordHash, Timestamp.from(at)).update();
        lately.invalidate(user.value());
    }

    /**
     * Sets a user's first password.
     *
     * @param generated whether Kaipan made it up
     * @return false when there is one already
     */
    boolean setFirst(UserName user, String passwordHash, boolean generated, Instant at) {
        return jdbc.sql("""
                        INSERT INTO lookup.credential (user_name, password_hash, generated, changed_at)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (user_name) DO NOTHING""")
                        .params(user.value(), passwordHash, generated, Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Whether nobody can sign in yet, and there is nobody but perhaps {@code first} who could. */
    boolean isNewHouse(UserName first) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT FROM lookup.credential)
                   AND NOT EXISTS (SELECT FROM lookup.user_entry WHERE user_name <> ?)""").param(first.value()).query(Boolean.class).single();
    }

    /** The users whose password is still the one that Kaipan made up, by name. */
    List<String> withGeneratedPassword() {
        return jdbc.sql("SELECT user_name FROM lookup.credential WHERE generated ORDER BY user_name")
                .query(String.class)
                .list();
    }
}
