package io.kaipan.command.account;

import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes the account {@code admin} when nobody could sign in otherwise. */
@Component
@Order(FirstStart.ORDER)
public class FirstStart implements ApplicationRunner {
    /** Whatever needs users at start-up comes after this. */
    public static final int ORDER = 0;

    private static final UserName ADMIN = new UserName("admin");

    private final Accounts accounts;
    private final Credentials credentials;

    FirstStart(Accounts accounts, Credentials credentials) {
        this.accounts = accounts;
        this.credentials = credentials;
    }

    /** Whether the account is still to be made. */
    public boolean isAhead() {
        return credentials.isNewHouse(ADMIN);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (isAhead()) {
            accounts.create(Actors.SYSTEM, ADMIN, "Administrator", List.of(Role.ADMIN), List.of());
        }
    }
}
