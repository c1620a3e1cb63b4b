package io.kaipan.command.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.IntakeRule;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.lookup.UserChanges;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Local accounts: users of the log (G-7) with a password beside it. */
@Service
public class Accounts {
    /**
     * After this time at the latest a sign-in knows of changed roles, a suspension or another password; at once where the
     * change is made through this node.
     */
    public static final Duration KNOWN_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Intake intake;
    private final UserBook users;
    private final Credentials credentials;
    private final FailedSignIns failures;
    private final FirstPasswords firstPasswords;
    private final Clock clock;
    private final LoadingCache<String, Optional<AccountPrincipal>> present;

    Accounts(
            Intake intake,
            UserBook users,
            Credentials credentials,
            FailedSignIns failures,
            FirstPasswords firstPasswords,
            UserChanges changes,
            Clock clock) {
        this.intake = intake;
        this.users = users;
        this.credentials = credentials;
        this.failures = failures;
        this.firstPasswords = firstPasswords;
        this.clock = clock;
        this.present = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(KNOWN_WITHIN)
                .build(this::load);
        changes.onChange(user -> present.invalidate(user.value()));
    }

    /**
     * Registers a user through the intake and gives them a first password, which is printed once. Doing so again changes
     * nothing.
     */
    public Outcome create(Actor by, UserName user, String displayName, List<Role> roles, List<ProjectCode> projects) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("user", user.value());
        body.put("displayName", displayName);
        ArrayNode roleNames = body.putArray("roles");
        roles.forEach(role -> roleNames.add(role.name()));
        ArrayNode projectCodes = body.putArray("projects");
        projects.forEach(project -> projectCodes.add(project.value()));

        Outcome outcome =
                intake.accept(new CommandRequest("RegisterUser", body, by, by.user(), "account:" + user.value()));
        if (outcome instanceof Outcome.Accepted) {
            firstPasswords.give(user);
        }
        return outcome;
    }

    /**
     * Sets the password of any user.
     *
     * @throws AccessRefused unless {@code by} is an ADMIN
     * @throws RuleViolation {@link IntakeRule#NOT_FOUND}, {@link IntakeRule#PASSWORD_TOO_SHORT},
     *     {@link IntakeRule#PASSWORD_TOO_LONG}
     */
    public void setPassword(Actor by, UserName user, String password) {
        if (!by.is(Role.ADMIN)) {
            throw new AccessRefused("set a password");
        }
        IntakeRule.NOT_FOUND.refuseIf(users.find(user).isEmpty(), "user");
        set(by, user, password, "password");
    }

    /**
     * Sets one's own password.
     *
     * @throws RuleViolation {@link IntakeRule#PASSWORD_WRONG}, {@link IntakeRule#PASSWORD_TOO_SHORT},
     *     {@link IntakeRule#PASSWORD_TOO_LONG}
     * @throws TooManySignIns when the present password was wrong too often
     */
    public void changePassword(Actor self, String current, String password) {
        UserName user = new UserName(self.user());
        failures.attemptAt(user.value());
        boolean right = Passwords.fits(current)
                && credentials
                        .find(user)
                        .filter(account -> Passwords.ENCODER.matches(current, account.passwordHash()))
                        .isPresent();
        IntakeRule.PASSWORD_WRONG.refuseIf(!right, "currentPassword");
        failures.succeeded(user.value());
        set(self, user, password, "newPassword");
    }

    private void set(Actor by, UserName user, String password, String field) {
        Passwords.requireSound(password, field);
        credentials.set(user, Passwords.ENCODER.encode(password), clock.instant());
        present.invalidate(user.value());
        LOG.info("{} set the password of {}", by.user(), user);
    }

    /**
     * The sign-in as it stands now, not older than {@link #KNOWN_WITHIN}: with today's roles and projects.
     *
     * @return empty when the user is suspended or the password was set anew since
     */
    public Optional<AccountPrincipal> renewed(AccountPrincipal signedIn) {
        return present.get(signedIn.getName()).filter(now -> now.passwordSetAt().equals(signedIn.passwordSetAt()));
    }

    private Optional<AccountPrincipal> load(String user) {
        return credentials
                .find(new UserName(user))
                .filter(account -> !account.user().suspended())
                .map(Account::principal);
    }
}
