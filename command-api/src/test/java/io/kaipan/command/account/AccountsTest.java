package io.kaipan.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.IntakeRule;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusals;
import io.kaipan.command.lookup.UserBooks;
import io.kaipan.command.lookup.UserChanges;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.domain.user.UserRule;
import io.kaipan.testing.PostgresForTests;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

@ExtendWith(OutputCaptureExtension.class)
class AccountsTest {
    private static final UserName ZHANG = new UserName("zhang.min");
    private static final String PASSWORD = "correct horse battery";
    private static final String OFFICE = "10.0.0.1";
    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());

    private final SettableClock clock = new SettableClock();
    private final DataSource source = PostgresForTests.freshDatabase().command();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final UserChanges changes = new UserChanges();
    private final UserBook users = UserBooks.on(jdbc, changes);
    private final Credentials credentials = new Credentials(jdbc, users, changes);
    private final FailedSignIns failures = new FailedSignIns(jdbc, clock);
    private final PasswordSignIn signIn = new PasswordSignIn(credentials, failures);
    private final RegisteringIntake intake = new RegisteringIntake();
    private final Accounts accounts = accounts("");

    private Accounts accounts(String oneForAll) {
        return new Accounts(
                intake,
                users,
                credentials,
                failures,
                new FirstPasswords(credentials, clock, oneForAll),
                changes,
                clock);
    }

    /** Stands for the intake: writes the user down as the aggregate does. */
    private final class RegisteringIntake implements Intake {
        final List<CommandRequest> requests = new ArrayList<>();
        boolean replay;

        @Override
        public Outcome accept(CommandRequest request) {
            requests.add(request);
            UserName user = new UserName(request.body().get("user").stringValue());
            if (users.find(user).isPresent()) {
                return replay
                        ? new Outcome.Accepted(new Receipt(user.id().value(), 0, 1, true))
                        : Refusals.at("user", UserRule.USER_NAME_TAKEN);
            }
            Set<Role> roles =
                    Set.of(Role.valueOf(request.body().get("roles").get(0).stringValue()));
            users.save(new UserEntry(user, request.body().get("displayName").stringValue(), roles, Set.of(), false));
            return new Outcome.Accepted(new Receipt(user.id().value(), 0, 1, false));
        }
    }

    @Test
    @DisplayName("G-7 a user signs in with name and password and acts with roles and projects of that moment")
    void signsIn() {
        register(false, Role.CONSULTANT, Role.RECEPTION);
        Authentication signedIn = attempt("zhang.min", PASSWORD, OFFICE);

        assertThat(signedIn.isAuthenticated()).isTrue();
        assertThat(signedIn.getName()).isEqualTo("zhang.min");
        assertThat(signedIn.getCredentials()).isNull();
        assertThat(signedIn.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("ROLE_CONSULTANT", "ROLE_RECEPTION");
        assertThat(Actors.of(signedIn))
                .isEqualTo(new Actor("zhang.min", Set.of(Role.CONSULTANT, Role.RECEPTION), Set.of("JYLW")));
    }

    @Test
    @DisplayName("G-7 a wrong password, an unknown user and a user without password get the same answer")
    void wrong() {
        register(false, Role.CONSULTANT);
        users.save(new UserEntry(new UserName("li.qiang"), "李强", Set.of(Role.CONSULTANT), Set.of(), false));

        for (String name : List.of("zhang.min", "nobody", "li.qiang", "", "名", "a\u0000b", "x".repeat(500))) {
            assertThatThrownBy(() -> attempt(name, "wrong password", OFFICE))
                    .isInstanceOf(BadCredentialsException.class)
                    .hasMessage("No user has that name and password");
        }
        assertThatThrownBy(() -> attempt("zhang.min", "长".repeat(40), OFFICE))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    @DisplayName("G-7 a suspended user stays outside, and only the right password is told why")
    void suspended() {
        register(true, Role.CONSULTANT);
        assertThatThrownBy(() -> attempt("zhang.min", PASSWORD, OFFICE)).isInstanceOf(DisabledException.class);
        assertThatThrownBy(() -> attempt("zhang.min", "wrong password", OFFICE))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    @DisplayName(
            "failed sign-ins of a user are slowed down more and more, from whatever address; a success clears them")
    void slowedDownByUser() {
        register(false, Role.CONSULTANT);
        for (int i = 0; i < FailedSignIns.FREE_PER_USER; i++) {
            fail("zhang.min", "10.0.1." + i);
        }
        fail("zhang.min", OFFICE);
        assertThat(blocked("zhang.min", OFFICE)).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> attempt("zhang.min", PASSWORD, "10.0.9.9"))
                .as("even with the right password")
                .isInstanceOf(TooManySignIns.class);

        clock.forward(Duration.ofSeconds(1));
        fail("zhang.min", OFFICE);
        assertThat(blocked("zhang.min", OFFICE)).isEqualTo(Duration.ofSeconds(2));
        clock.forward(Duration.ofSeconds(2));
        fail("zhang.min", OFFICE);
        assertThat(blocked("zhang.min", OFFICE)).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 10; i++) {
            clock.forward(FailedSignIns.LONGEST_WAIT);
            fail("zhang.min", OFFICE);
        }
        assertThat(blocked("zhang.min", OFFICE)).isEqualTo(FailedSignIns.LONGEST_WAIT);

        clock.forward(FailedSignIns.LONGEST_WAIT);
        assertThat(attempt("zhang.min", PASSWORD, OFFICE).isAuthenticated()).isTrue();
        fail("zhang.min", OFFICE);
        assertThat(attempt("zhang.min", PASSWORD, OFFICE).isAuthenticated()).isTrue();
    }

    @Test
    @DisplayName("failed sign-ins from an address are slowed down, whatever the names; another address is free")
    void slowedDownByAddress() {
        register(false, Role.CONSULTANT);
        for (int i = 0; i <= FailedSignIns.FREE_PER_ADDRESS; i++) {
            fail("guess" + i, OFFICE);
        }
        assertThat(blocked("zhang.min", OFFICE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(attempt("zhang.min", PASSWORD, "10.0.0.2").isAuthenticated()).isTrue();
    }

    @Test
    @DisplayName("failed sign-ins are forgotten after a day")
    void forgotten() {
        register(false, Role.CONSULTANT);
        for (int i = 0; i <= FailedSignIns.FREE_PER_USER; i++) {
            fail("zhang.min", OFFICE);
        }
        clock.forward(Duration.ofDays(1).plusSeconds(1));
        fail("zhang.min", OFFICE);
        fail("zhang.min", OFFICE);
        assertThat(attempt("zhang.min", PASSWORD, OFFICE).isAuthenticated()).isTrue();
        assertThat(jdbc.sql("SELECT count(*) FROM lookup.failed_sign_in")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("many guesses at the same moment gain nothing")
    void guessesAtOnce() throws Exception {
        register(false, Role.CONSULTANT);
        int guesses = 12;
        CyclicBarrier start = new CyclicBarrier(guesses);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < guesses; i++) {
            String address = "10.0.2." + i;
            tasks.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                try {
                    attempt("zhang.min", "guess", address);
                    return false;
                } catch (BadCredentialsException lookedAt) {
                    return true;
                } catch (TooManySignIns tooMany) {
                    return false;
                }
            });
        }
        int lookedAt = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(guesses)) {
            for (Future<Boolean> guess : pool.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                lookedAt += guess.get() ? 1 : 0;
            }
        }
        assertThat(lookedAt).isEqualTo(FailedSignIns.FREE_PER_USER + 1);
    }

    @Test
    @DisplayName("a password just found right is not hashed again, and counts no attempt")
    void verifiedBefore() {
        register(false, Role.CONSULTANT);
        attempt("zhang.min", PASSWORD, OFFICE);
        for (int i = 0; i <= FailedSignIns.FREE_PER_USER; i++) {
            fail("zhang.min", OFFICE);
        }
        assertThat(blocked("zhang.min", OFFICE)).isPositive();
        assertThat(attempt("zhang.min", PASSWORD, OFFICE).isAuthenticated())
                .as("somebody else's guesses don't lock out who is in already")
                .isTrue();

        accounts.setPassword(ADMIN, ZHANG, "another fine password");
        clock.forward(FailedSignIns.LONGEST_WAIT);
        assertThatThrownBy(() -> attempt("zhang.min", PASSWORD, OFFICE)).isInstanceOf(BadCredentialsException.class);
    }

    @Test
    @DisplayName("a store that can't be reached is no wrong password")
    void storeAway() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
        JdbcClient blind = JdbcClient.create(nowhere);
        PasswordSignIn signInBlindly = new PasswordSignIn(
                new Credentials(blind, UserBooks.on(blind, changes), changes), new FailedSignIns(blind, clock));
        assertThatThrownBy(() -> signInBlindly.authenticate(given("zhang.min", PASSWORD, OFFICE)))
                .isInstanceOf(AuthenticationServiceException.class);
    }

    @Test
    @DisplayName("G-7 an administrator sets anybody's password, nobody else does")
    void setsPassword() {
        register(false, Role.CONSULTANT);
        accounts.setPassword(ADMIN, ZHANG, "another fine password");
        assertThat(attempt("zhang.min", "another fine password", OFFICE).isAuthenticated())
                .isTrue();

        Actor manager = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW"));
        assertThatThrownBy(() -> accounts.setPassword(manager, ZHANG, "another fine password"))
                .isInstanceOf(AccessRefused.class);
        assertRefused(
                IntakeRule.NOT_FOUND, "user", () -> accounts.setPassword(ADMIN, new UserName("nobody"), PASSWORD));
    }

    @Test
    @DisplayName("a user changes the own password by showing the present one, which can't be guessed that way either")
    void changesOwnPassword() {
        register(false, Role.CONSULTANT);
        Actor zhang = new Actor("zhang.min", Set.of(Role.CONSULTANT), Set.of());
        accounts.changePassword(zhang, PASSWORD, "another fine password");
        assertThat(attempt("zhang.min", "another fine password", OFFICE).isAuthenticated())
                .isTrue();

        for (int i = 0; i <= FailedSignIns.FREE_PER_USER; i++) {
            assertRefused(
                    IntakeRule.PASSWORD_WRONG,
                    "currentPassword",
                    () -> accounts.changePassword(zhang, "not this one", "yet another password"));
        }
        assertThatThrownBy(() -> accounts.changePassword(zhang, "another fine password", "yet another password"))
                .isInstanceOf(TooManySignIns.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "九个字的密码短了些"})
    @DisplayName("a password that is too short is refused")
    void tooShort(String password) {
        register(false, Role.CONSULTANT);
        assertRefused(IntakeRule.PASSWORD_TOO_SHORT, "password", () -> accounts.setPassword(ADMIN, ZHANG, password));
    }

    @Test
    @DisplayName("a password longer than the hash looks at is refused")
    void tooLong() {
        register(false, Role.CONSULTANT);
        assertRefused(
                IntakeRule.PASSWORD_TOO_LONG, "password", () -> accounts.setPassword(ADMIN, ZHANG, "x".repeat(73)));
        accounts.setPassword(ADMIN, ZHANG, "长".repeat(24));
        assertThat(attempt("zhang.min", "长".repeat(24), OFFICE).isAuthenticated())
                .isTrue();
    }

    @Test
    @DisplayName("a sign-in of earlier follows the books: new roles count, a new password or a suspension ends it")
    void renewed() throws Exception {
        register(false, Role.CONSULTANT);
        AccountPrincipal before = principal(attempt("zhang.min", PASSWORD, OFFICE));
        assertThat(accounts.renewed(before)).contains(before);

        users.save(new UserEntry(ZHANG, "张敏", Set.of(Role.SALES_MANAGER), Set.of(), false));
        Authentication renewed = filtered(before);
        assertThat(Actors.of(renewed).roles()).containsExactly(Role.SALES_MANAGER);
        assertThat(renewed.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("ROLE_SALES_MANAGER");

        clock.forward(Duration.ofMinutes(1));
        accounts.setPassword(ADMIN, ZHANG, "another fine password");
        assertThat(filtered(before)).isNull();

        AccountPrincipal again = principal(attempt("zhang.min", "another fine password", OFFICE));
        users.save(new UserEntry(ZHANG, "张敏", Set.of(Role.SALES_MANAGER), Set.of(), true));
        assertThat(filtered(again)).isNull();
    }

    @Test
    @DisplayName("at the first start there is an administrator, whose password is printed once")
    void firstStart(CapturedOutput output) {
        FirstStart start = new FirstStart(accounts, credentials);
        start.run(new DefaultApplicationArguments());
        start.run(new DefaultApplicationArguments());

        assertThat(intake.requests).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo("RegisterUser");
            assertThat(request.actor()).isEqualTo(Actors.SYSTEM);
        });
        List<String> printed = output.getOut()
                .lines()
                .filter(line -> line.startsWith("Account "))
                .toList();
        assertThat(printed).singleElement().satisfies(line -> assertThat(line).startsWith("Account admin"));
        String password = printed.getFirst().substring(printed.getFirst().lastIndexOf(' ') + 1);
        assertThat(password).hasSize(20);
        assertThat(output.getAll()).containsOnlyOnce(password);
        assertThat(attempt("admin", password, OFFICE).isAuthenticated()).isTrue();

        assertThat(credentials.withGeneratedPassword()).containsExactly("admin");
        accounts.setPassword(ADMIN, new UserName("admin"), "another fine password");
        assertThat(credentials.withGeneratedPassword()).isEmpty();
    }

    @Test
    @DisplayName("a first start that was cut off between user and password is finished by the next")
    void firstStartCutOff(CapturedOutput output) {
        users.save(new UserEntry(new UserName("admin"), "Administrator", Set.of(Role.ADMIN), Set.of(), false));
        intake.replay = true;
        new FirstStart(accounts, credentials).run(new DefaultApplicationArguments());
        assertThat(output.getOut()).contains("Account admin");
        assertThat(credentials.find(new UserName("admin"))).isPresent();
    }

    @Test
    @DisplayName("KAIPAN_PASSWORD is the first password of all accounts, and is not printed")
    void givenPassword(CapturedOutput output) {
        accounts("geheim")
                .create(Actors.SYSTEM, ZHANG, "张敏", List.of(Role.CONSULTANT), List.of(new ProjectCode("WKC")));
        assertThat(attempt("zhang.min", "geheim", OFFICE).isAuthenticated()).isTrue();
        assertThat(credentials.withGeneratedPassword()).isEmpty();
        assertThat(output.getAll()).doesNotContain("geheim").contains("as set by KAIPAN_PASSWORD");
    }

    private void register(boolean suspended, Role... roles) {
        users.save(new UserEntry(ZHANG, "张敏", Set.of(roles), Set.of(new ProjectCode("JYLW")), suspended));
        credentials.set(ZHANG, Passwords.ENCODER.encode(PASSWORD), clock.instant());
    }

    private Authentication attempt(String user, String password, String address) {
        return signIn.authenticate(given(user, password, address));
    }

    private static UsernamePasswordAuthenticationToken given(String user, String password, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        UsernamePasswordAuthenticationToken given = UsernamePasswordAuthenticationToken.unauthenticated(user, password);
        given.setDetails(new WebAuthenticationDetails(request));
        return given;
    }

    private void fail(String user, String address) {
        assertThatThrownBy(() -> attempt(user, "wrong password", address)).isInstanceOf(BadCredentialsException.class);
    }

    /** How long a further attempt has to wait. */
    private Duration blocked(String user, String address) {
        Throwable thrown = catchThrowable(() -> attempt(user, "wrong password", address));
        assertThat(thrown).isInstanceOf(TooManySignIns.class);
        return ((TooManySignIns) thrown).retryAfter();
    }

    private static AccountPrincipal principal(Authentication signedIn) {
        return (AccountPrincipal) signedIn.getPrincipal();
    }

    /** What a request finds of an earlier sign-in, on a node that has not looked lately; null when it is signed out. */
    private @Nullable Authentication filtered(AccountPrincipal earlier) throws Exception {
        SecurityContextHolder.getContext().setAuthentication(PasswordSignIn.signedIn(earlier, null));
        MockHttpServletRequest request = new MockHttpServletRequest();
        HttpSession session = request.getSession();
        List<Authentication> seen = new ArrayList<>();
        try {
            new RenewedSignIn(accounts(""))
                    .doFilter(
                            request,
                            new MockHttpServletResponse(),
                            (req, res) ->
                                    seen.add(SecurityContextHolder.getContext().getAuthentication()));
        } finally {
            SecurityContextHolder.clearContext();
        }
        assertThat(((MockHttpSession) session).isInvalid()).isEqualTo(seen.getFirst() == null);
        return seen.getFirst();
    }

    private static void assertRefused(IntakeRule rule, String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.field()).isEqualTo(field);
        });
    }
}
