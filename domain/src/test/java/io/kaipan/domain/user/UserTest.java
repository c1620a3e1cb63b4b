package io.kaipan.domain.user;

import static io.kaipan.domain.testing.People.ADMIN;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LI;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.user.UserCommand.ChangeUserAccess;
import io.kaipan.domain.user.UserCommand.RegisterUser;
import io.kaipan.domain.user.UserCommand.ReinstateUser;
import io.kaipan.domain.user.UserCommand.SuspendUser;
import io.kaipan.domain.user.UserEvent.UserAccessChanged;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.domain.user.UserEvent.UserReinstated;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final UserName CHEN = new UserName("chen.jie");
    private static final UserName BOSS = new UserName("boss");
    private static final UserRegistered REGISTERED =
            new UserRegistered(CHEN, "陈洁", List.of(Role.CONSULTANT), List.of(JYLW));
    private static final UserRegistered ADMIN_REGISTERED =
            new UserRegistered(BOSS, "老板", List.of(Role.ADMIN), List.of());
    private static final UserSuspended SUSPENDED = new UserSuspended(CHEN, "离职");

    private final InMemoryBooks books = People.books();
    private final FixtureConfiguration<User> user =
            new AggregateTestFixture<>(User.class).registerInjectableResource(books);

    @Nested
    class Registering {
        @Test
        @DisplayName("G-7 a user is registered with roles and projects, each once, and is found by commands")
        void produces() {
            user.givenNoPriorActivity()
                    .when(
                            new RegisterUser(CHEN, "陈洁", List.of(Role.CONSULTANT, Role.CONSULTANT), List.of(JYLW)),
                            by(ADMIN))
                    .expectEvents(REGISTERED);

            assertThat(books.find(CHEN))
                    .contains(new UserEntry(CHEN, "陈洁", Set.of(Role.CONSULTANT), Set.of(JYLW), false));
        }

        @Test
        @DisplayName("G-7 a login name with other characters than allowed is refused")
        void refusesForm() {
            user.givenNoPriorActivity()
                    .when(
                            new RegisterUser(new UserName("Chen Jie"), "陈洁", List.of(Role.CONSULTANT), List.of()),
                            by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.USER_NAME_INVALID, "user"));
        }

        @Test
        @DisplayName("G-7 a user without any role is refused")
        void refusesNoRole() {
            user.givenNoPriorActivity()
                    .when(new RegisterUser(CHEN, "陈洁", List.of(), List.of(JYLW)), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.ROLE_REQUIRED, "roles"));
        }

        @Test
        @DisplayName("G-7 a user can't be bound to a project that is not there")
        void refusesUnknownProject() {
            user.givenNoPriorActivity()
                    .when(
                            new RegisterUser(
                                    CHEN, "陈洁", List.of(Role.CONSULTANT), List.of(JYLW, new ProjectCode("ABCD"))),
                            by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.PROJECT_UNKNOWN, "projects[1]"));
        }

        @Test
        @DisplayName("G-7 registering under a taken login name is refused, raises nothing and changes nobody")
        void staysQuiet() {
            UserEntry before = books.find(LI).orElseThrow();

            user.givenNoPriorActivity()
                    .when(new RegisterUser(LI, "另一个", List.of(Role.ADMIN), List.of()), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.USER_NAME_TAKEN, "user"));
            assertThat(books.find(LI)).contains(before);
        }
    }

    @Nested
    class ChangingAccess {
        @Test
        @DisplayName("G-7 roles and projects are replaced")
        void produces() {
            user.given(REGISTERED)
                    .when(new ChangeUserAccess(CHEN, List.of(Role.SALES_MANAGER), List.of(JYLW, WKC), "升职"), by(ADMIN))
                    .expectEvents(new UserAccessChanged(CHEN, List.of(Role.SALES_MANAGER), List.of(JYLW, WKC), "升职"));

            assertThat(books.find(CHEN))
                    .contains(new UserEntry(CHEN, "陈洁", Set.of(Role.SALES_MANAGER), Set.of(JYLW, WKC), false));
        }

        @Test
        @DisplayName("G-7 the last active ADMIN keeps that role")
        void refuses() {
            user.given(ADMIN_REGISTERED)
                    .when(new ChangeUserAccess(BOSS, List.of(Role.AUDITOR), List.of(), "退居二线"), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.LAST_ADMIN));
        }

        @Test
        @DisplayName("G-7 an ADMIN may lose that role where another active one is left")
        void allowsWithAnotherAdmin() {
            books.save(new UserEntry(LI, "李强", Set.of(Role.ADMIN), Set.of(), false));

            user.given(ADMIN_REGISTERED)
                    .when(new ChangeUserAccess(BOSS, List.of(Role.AUDITOR), List.of(), "退居二线"), by(ADMIN))
                    .expectEvents(new UserAccessChanged(BOSS, List.of(Role.AUDITOR), List.of(), "退居二线"));
        }

        @Test
        @DisplayName("G-7 the same roles and projects again, in whatever order, raise nothing")
        void staysQuiet() {
            user.given(new UserRegistered(CHEN, "陈洁", List.of(Role.CONSULTANT, Role.CHANNEL), List.of(JYLW, WKC)))
                    .when(
                            new ChangeUserAccess(
                                    CHEN, List.of(Role.CHANNEL, Role.CONSULTANT), List.of(WKC, JYLW), "确认"),
                            by(ADMIN))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Suspending {
        @Test
        @DisplayName("G-7 a user is shut out")
        void produces() {
            user.given(REGISTERED).when(new SuspendUser(CHEN, "离职"), by(ADMIN)).expectEvents(SUSPENDED);

            assertThat(books.find(CHEN).orElseThrow().suspended()).isTrue();
        }

        @Test
        @DisplayName("G-7 the last active ADMIN can't be shut out; a suspended one doesn't count")
        void refuses() {
            books.save(new UserEntry(LI, "李强", Set.of(Role.ADMIN), Set.of(), true));

            user.given(ADMIN_REGISTERED)
                    .when(new SuspendUser(BOSS, "离职"), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(UserRule.LAST_ADMIN));
        }

        @Test
        @DisplayName("G-7 shutting out somebody who is out raises nothing")
        void staysQuiet() {
            user.given(REGISTERED, SUSPENDED)
                    .when(new SuspendUser(CHEN, "再次"), by(ADMIN))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Reinstating {
        @Test
        @DisplayName("G-7 a suspended user is let in again with the same roles")
        void produces() {
            user.given(REGISTERED, SUSPENDED)
                    .when(new ReinstateUser(CHEN, "回来"), by(ADMIN))
                    .expectEvents(new UserReinstated(CHEN, "回来"));

            assertThat(books.find(CHEN))
                    .contains(new UserEntry(CHEN, "陈洁", Set.of(Role.CONSULTANT), Set.of(JYLW), false));
        }

        @Test
        @DisplayName("G-3 nobody can be reinstated who was never registered")
        void refuses() {
            user.givenNoPriorActivity()
                    .when(new ReinstateUser(CHEN, "回来"), by(ADMIN))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }

        @Test
        @DisplayName("G-7 letting in somebody who is in raises nothing")
        void staysQuiet() {
            user.given(REGISTERED)
                    .when(new ReinstateUser(CHEN, "回来"), by(ADMIN))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }
}
