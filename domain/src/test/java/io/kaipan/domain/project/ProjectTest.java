package io.kaipan.domain.project;

import static io.kaipan.domain.testing.People.ADMIN;
import static io.kaipan.domain.testing.People.CHANNELS;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.LEVELS;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.REASONS;
import static io.kaipan.domain.testing.People.STAGES;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.by;
import static io.kaipan.domain.testing.People.entries;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectCommand.OpenProject;
import io.kaipan.domain.project.ProjectCommand.SetAwarenessChannelPolicy;
import io.kaipan.domain.project.ProjectCommand.SetCloseReasonPolicy;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpLevelPolicy;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpPolicy;
import io.kaipan.domain.project.ProjectCommand.SetRelativePolicy;
import io.kaipan.domain.project.ProjectCommand.SetStagePolicy;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {
    private static final ProjectOpened OPENED = new ProjectOpened(JYLW, "金域蓝湾", "武汉", "洪山", "Asia/Shanghai");
    private static final ProjectClosed CLOSED = new ProjectClosed(JYLW, "售罄");

    private final InMemoryBooks books = new InMemoryBooks();
    private final FixtureConfiguration<Project> project =
            new AggregateTestFixture<>(Project.class).registerInjectableResource(books);

    @Nested
    class Opening {
        @Test
        @DisplayName("PRJ-1, G-1 a project opens under its code, in the time zone of Shanghai unless said otherwise")
        void produces() {
            project.givenNoPriorActivity()
                    .when(new OpenProject(JYLW, "金域蓝湾", "武汉", "洪山", null), by(ADMIN))
                    .expectEvents(OPENED);

            assertThat(books.find(JYLW)).hasValueSatisfying(terms -> {
                assertThat(terms.closed()).isFalse();
                assertThat(terms.policyVersion()).isZero();
            });
        }

        @Test
        @DisplayName("PRJ-1 a code that is not capitals, digits and hyphens is refused")
        void refusesForm() {
            project.givenNoPriorActivity()
                    .when(new OpenProject(new ProjectCode("金域"), "金域蓝湾", "武汉", null, null), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.PROJECT_CODE_INVALID, "project"));
        }

        @Test
        @DisplayName("G-1 a time zone that is not in the IANA database is refused")
        void refusesZone() {
            project.givenNoPriorActivity()
                    .when(new OpenProject(JYLW, "金域蓝湾", "武汉", null, "Asia/Wuhan"), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.TIME_ZONE_UNKNOWN, "timeZone"));
        }

        @Test
        @DisplayName("PRJ-1 opening under a taken code is refused, raises nothing and leaves the first as it was")
        void staysQuiet() {
            books.save(terms(false));

            project.givenNoPriorActivity()
                    .when(new OpenProject(JYLW, "另一个", "北京", null, null), by(ADMIN))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.PROJECT_CODE_TAKEN, "project"));
            assertThat(books.find(JYLW)).contains(terms(false));
        }
    }

    @Nested
    class Stages {
        @Test
        @DisplayName("PRJ-1, G-11 stages are set as version 1 from today on, and stand in the terms")
        void produces() {
            project.given(OPENED)
                    .when(new SetStagePolicy(JYLW, STAGES, null), by(MANAGER))
                    .expectEvents(new StagePolicySet(JYLW, 1, TODAY, STAGES));

            assertThat(books.find(JYLW).orElseThrow().stages()).containsExactly(new PolicyVersion<>(1, TODAY, STAGES));
        }

        @Test
        @DisplayName("OPP-2 a win probability beyond 100 percent is refused at its place")
        void refuses() {
            List<Stage> stages = List.of(STAGES.getFirst(), new Stage("认筹", 101, null, null));

            project.given(OPENED)
                    .when(new SetStagePolicy(JYLW, stages, null), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.PROBABILITY_OUT_OF_RANGE, "stages[1].winProbability"));
        }

        @Test
        @DisplayName("G-11 the same stages again, labels and retirement left to their defaults or not, raise nothing")
        void staysQuiet() {
            List<Stage> spelledOut = STAGES.stream()
                    .map(stage -> new Stage(stage.code(), stage.winProbability(), stage.code(), false))
                    .toList();

            project.given(OPENED, new StagePolicySet(JYLW, 1, TODAY.minusDays(3), STAGES))
                    .when(new SetStagePolicy(JYLW, spelledOut, null), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Levels {
        @Test
        @DisplayName("G-11 a level is retired by the next version, planned for a day to come")
        void produces() {
            List<CodedEntry> without =
                    List.of(LEVELS.get(0), LEVELS.get(1), LEVELS.get(2), new CodedEntry("D", null, true));

            project.given(OPENED, new FollowUpLevelPolicySet(JYLW, 1, TODAY.minusDays(3), LEVELS))
                    .when(new SetFollowUpLevelPolicy(JYLW, without, TODAY.plusDays(7)), by(MANAGER))
                    .expectEvents(new FollowUpLevelPolicySet(JYLW, 2, TODAY.plusDays(7), without));
        }

        @Test
        @DisplayName("G-11 a level that was ever in the list can't be left out of it")
        void refuses() {
            project.given(OPENED, new FollowUpLevelPolicySet(JYLW, 1, TODAY.minusDays(3), LEVELS))
                    .when(new SetFollowUpLevelPolicy(JYLW, entries("A", "C"), null), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.POLICY_CODE_MISSING, "levels", Map.of("codes", "B, D")));
        }

        @Test
        @DisplayName("G-11 planning what holds already raises nothing")
        void staysQuiet() {
            project.given(OPENED, new FollowUpLevelPolicySet(JYLW, 1, TODAY, LEVELS))
                    .when(new SetFollowUpLevelPolicy(JYLW, LEVELS, TODAY.plusDays(7)), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Channels {
        @Test
        @DisplayName("G-11 what was planned for later can be brought forward to today")
        void produces() {
            project.given(OPENED, new AwarenessChannelPolicySet(JYLW, 1, TODAY.plusDays(7), CHANNELS))
                    .when(new SetAwarenessChannelPolicy(JYLW, CHANNELS, null), by(MANAGER))
                    .expectEvents(new AwarenessChannelPolicySet(JYLW, 2, TODAY, CHANNELS));
        }

        @Test
        @DisplayName("PRJ-1 a list that names one channel twice is refused at the second")
        void refuses() {
            project.given(OPENED)
                    .when(new SetAwarenessChannelPolicy(JYLW, entries("网络", "路牌", "网络"), null), by(MANAGER))
                    .expectNoEvents()
                    .expectException(
                            refusal(ProjectRule.POLICY_CODE_REPEATED, "channels[2].code", Map.of("code", "网络")));
        }

        @Test
        @DisplayName("G-11 the same channels again raise nothing")
        void staysQuiet() {
            project.given(OPENED, new AwarenessChannelPolicySet(JYLW, 1, TODAY, CHANNELS))
                    .when(new SetAwarenessChannelPolicy(JYLW, CHANNELS, null), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Reasons {
        @Test
        @DisplayName("PRJ-1, G-1 today is today in the project's time zone")
        void produces() {
            project.given(OPENED)
                    .when(
                            new SetCloseReasonPolicy(JYLW, REASONS, null),
                            by(MANAGER, Instant.parse("2026-03-02T17:00:00Z")))
                    .expectEvents(new CloseReasonPolicySet(JYLW, 1, TODAY.plusDays(1), REASONS));
        }

        @Test
        @DisplayName("G-11 a policy can't take effect on a day that is over")
        void refusesPast() {
            project.given(OPENED)
                    .when(new SetCloseReasonPolicy(JYLW, REASONS, TODAY.minusDays(1)), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.EFFECTIVE_DATE_PAST, "effectiveFrom"));
        }

        @Test
        @DisplayName("PRJ-1 a policy without any entry in use is refused")
        void refusesEmpty() {
            project.given(OPENED)
                    .when(
                            new SetCloseReasonPolicy(JYLW, List.of(new CodedEntry("无法联系", null, true)), null),
                            by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.POLICY_EMPTY, "reasons"));
        }

        @Test
        @DisplayName("G-8 a manager of another project sets no policies here")
        void refusesStrangers() {
            project.given(OPENED)
                    .when(new SetCloseReasonPolicy(JYLW, REASONS, null), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("G-11 the same reasons again raise nothing")
        void staysQuiet() {
            project.given(OPENED, new CloseReasonPolicySet(JYLW, 1, TODAY, REASONS))
                    .when(new SetCloseReasonPolicy(JYLW, REASONS, null), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Closing {
        @Test
        @DisplayName("PRJ-3 a project closes, and its terms say so")
        void produces() {
            project.given(OPENED).when(new CloseProject(JYLW, "售罄"), by(ADMIN)).expectEvents(CLOSED);

            assertThat(books.find(JYLW)).contains(terms(true));
        }

        @Test
        @DisplayName("G-8 who is not bound to the project can't close it")
        void refuses() {
            project.given(OPENED)
                    .when(new CloseProject(JYLW, "售罄"), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("PRJ-3 closing a closed project raises nothing")
        void staysQuiet() {
            project.given(OPENED, CLOSED)
                    .when(new CloseProject(JYLW, "再次"), by(ADMIN))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class SettingTheFollowUpClock {
        private static final FollowUpPolicySet SET = new FollowUpPolicySet(JYLW, 1, TODAY, 2, 4, 6);

        @Test
        @DisplayName("OPP-8, G-11 other days hold from a day on, and every open opportunity is looked at by them")
        void produces() {
            project.given(OPENED)
                    .when(new SetFollowUpPolicy(JYLW, 2, 4, 6, null), by(MANAGER))
                    .expectEvents(SET);
            assertThat(books.lookedAtAll()).containsExactly(JYLW);
            project.given(OPENED, SET)
                    .when(new SetFollowUpPolicy(JYLW, 1, 1, 1, TODAY.plusDays(1)), by(MANAGER))
                    .expectEvents(new FollowUpPolicySet(JYLW, 2, TODAY.plusDays(1), 1, 1, 1));
        }

        @ParameterizedTest
        @CsvSource({"0, 5, 7", "5, 4, 7", "3, 8, 7", "3, 5, 366", "-1, -1, -1"})
        @DisplayName("OPP-8 days that don't follow each other from 1 to 365 are refused")
        void refusesDays(int remind, int manager, int overdue) {
            project.given(OPENED)
                    .when(new SetFollowUpPolicy(JYLW, remind, manager, overdue, null), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.FOLLOW_UP_DAYS_DISORDERED));
            assertThat(books.lookedAtAll()).isEmpty();
        }

        @Test
        @DisplayName("G-11 they can't take effect on a day that is over, nor be set by a stranger to the project")
        void refuses() {
            project.given(OPENED)
                    .when(new SetFollowUpPolicy(JYLW, 2, 4, 6, TODAY.minusDays(1)), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.EFFECTIVE_DATE_PAST, "effectiveFrom"));
            project.given(OPENED)
                    .when(new SetFollowUpPolicy(JYLW, 2, 4, 6, null), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("OPP-8 the days in force raise nothing")
        void staysQuiet() {
            project.given(OPENED, SET)
                    .when(new SetFollowUpPolicy(JYLW, 2, 4, 6, null), by(MANAGER))
                    .expectNoEvents();
            assertThat(books.lookedAtAll()).isEmpty();
        }
    }

    @Nested
    class SettingRelatives {
        private static final RelativePolicySet SET =
                new RelativePolicySet(JYLW, RelativeUse.DISCOUNT, 1, TODAY, List.of(Relation.SPOUSE, Relation.CHILD));

        @Test
        @DisplayName("CUS-5, G-11 each use has a list of its own, each list its versions")
        void produces() {
            project.given(OPENED, SET)
                    .when(set(RelativeUse.DISCOUNT, TODAY.plusDays(1), Relation.SPOUSE), by(MANAGER))
                    .expectEvents(new RelativePolicySet(
                            JYLW, RelativeUse.DISCOUNT, 2, TODAY.plusDays(1), List.of(Relation.SPOUSE)));
            project.given(OPENED, SET)
                    .when(set(RelativeUse.RECEPTION, null), by(MANAGER))
                    .expectEvents(new RelativePolicySet(JYLW, RelativeUse.RECEPTION, 1, TODAY, List.of()));
        }

        @Test
        @DisplayName("G-11 a list can't take effect on a day that is over, nor be set by a stranger to the project")
        void refuses() {
            project.given(OPENED)
                    .when(set(RelativeUse.DISCOUNT, TODAY.minusDays(1), Relation.SPOUSE), by(MANAGER))
                    .expectNoEvents()
                    .expectException(refusal(ProjectRule.EFFECTIVE_DATE_PAST, "effectiveFrom"));
            project.given(OPENED)
                    .when(set(RelativeUse.DISCOUNT, null, Relation.SPOUSE), by(STRANGER))
                    .expectNoEvents()
                    .expectException(refusal(SharedRule.NOT_YOURS));
        }

        @Test
        @DisplayName("CUS-5 the list in force raises nothing, whatever its order")
        void staysQuiet() {
            project.given(OPENED, SET)
                    .when(set(RelativeUse.DISCOUNT, null, Relation.CHILD, Relation.SPOUSE), by(MANAGER))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        private static SetRelativePolicy set(RelativeUse use, @Nullable LocalDate from, Relation... relations) {
            return new SetRelativePolicy(JYLW, use, List.of(relations), from);
        }
    }

    private static ProjectTerms terms(boolean closed) {
        return new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                closed,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }
}
