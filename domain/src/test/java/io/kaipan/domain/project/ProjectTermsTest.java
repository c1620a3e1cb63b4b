package io.kaipan.domain.project;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectTermsTest {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));

    @Test
    @DisplayName("G-11 a version holds from its first day on, in the project's time zone, and not before")
    void effectiveFrom() {
        ProjectTerms terms = channels(List.of(version(1, TODAY.plusDays(1), "网络")));
        Instant lastMoment = Instant.parse("2026-03-02T15:59:59Z");

        assertThat(terms.hasChannel("网络", lastMoment, lastMoment)).isFalse();
        assertThat(terms.hasChannel("网络", lastMoment.plusSeconds(1), lastMoment.plusSeconds(1)))
                .isTrue();
    }

    @Test
    @DisplayName("G-11 a later version replaces from its first day on whatever was set before it, planned or not")
    void replacesPlans() {
        ProjectTerms terms = channels(List.of(
                version(1, TODAY.minusDays(9), "网络"),
                version(2, TODAY.plusDays(5), "网络", "电台"),
                version(3, TODAY, "网络", "短信")));
        Instant nextWeek = NOW.plus(Duration.ofDays(7));

        assertThat(terms.hasChannel("短信", nextWeek, nextWeek)).isTrue();
        assertThat(terms.hasChannel("电台", nextWeek, nextWeek)).isFalse();
    }

    @Test
    @DisplayName("G-10 what is reported late is judged by the policy of the day it happened")
    void judgesByTheDayItHappened() {
        ProjectTerms terms = new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                false,
                List.of(),
                List.of(),
                List.of(
                        version(1, TODAY.minusDays(9), "报纸"),
                        new PolicyVersion<>(2, TODAY, List.of(new CodedEntry("报纸", null, true)))),
                List.of(),
                Map.of(),
                List.of(),
                List.of());

        assertThat(terms.hasChannel("报纸", NOW.minus(Duration.ofDays(2)), NOW)).isTrue();
        assertThat(terms.hasChannel("报纸", NOW, NOW)).isFalse();
    }

    @Test
    @DisplayName("G-10 history from before the first version is judged by that one")
    void judgesHistory() {
        ProjectTerms terms = channels(List.of(version(1, TODAY, "报纸"), version(2, TODAY, "报纸", "网络")));

        assertThat(terms.hasChannel("报纸", LONG_AGO, NOW)).isTrue();
        assertThat(terms.hasChannel("网络", LONG_AGO, NOW)).isFalse();
    }

    @Test
    @DisplayName("G-11 the version that a decision stores counts every setting of any policy")
    void policyVersion() {
        assertThat(channels(List.of(version(1, TODAY, "报纸"), version(2, TODAY, "报纸", "网络")))
                        .policyVersion())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("OPP-2 the first stage is the first that is in use")
    void firstStage() {
        Stage retired = new Stage("问询", 5, null, true);
        Stage first = new Stage("初次接触", 10, null, null);
        ProjectTerms terms = new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                false,
                List.of(new PolicyVersion<>(1, TODAY, List.of(retired, first))),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of());

        assertThat(terms.startingStage(null, NOW, NOW)).isEqualTo(first);
        assertThat(terms.startingStage("初次接触", NOW, NOW)).isEqualTo(first);
        assertThat(terms.stage("问询", NOW)).isEmpty();
        assertThatThrownBy(() -> terms.startingStage("问询", NOW, NOW))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.rule())
                        .isEqualTo(ProjectRule.STAGE_UNKNOWN));
        assertThatThrownBy(() -> channels(List.of()).startingStage(null, NOW, NOW))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    @DisplayName(
            "CUS-5 until a project says which relatives count for a use, all do; from its first day on the list holds")
    void relatives() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        ProjectTerms terms = new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(
                        RelativeUse.DISCOUNT,
                        List.of(new PolicyVersion<>(1, TODAY.plusDays(1), List.of(Relation.SPOUSE))),
                        RelativeUse.NAME_CHANGE,
                        List.of(new PolicyVersion<>(1, TODAY, List.of()))),
                List.of(),
                List.of());

        assertThat(terms.counts(Relation.CHILD, RelativeUse.DISCOUNT, NOW)).isTrue();
        assertThat(terms.counts(Relation.CHILD, RelativeUse.DISCOUNT, tomorrow)).isFalse();
        assertThat(terms.counts(Relation.SPOUSE, RelativeUse.DISCOUNT, tomorrow))
                .isTrue();
        assertThat(terms.counts(Relation.SPOUSE, RelativeUse.NAME_CHANGE, NOW)).isFalse();
        assertThat(terms.counts(Relation.PARENT, RelativeUse.RECEPTION, NOW)).isTrue();
        assertThat(terms.policyVersion()).isEqualTo(2);
    }

    private static PolicyVersion<CodedEntry> version(int number, LocalDate from, String... codes) {
        return new PolicyVersion<>(number, from, entries(codes));
    }

    private static ProjectTerms channels(List<PolicyVersion<CodedEntry>> versions) {
        return new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                false,
                List.of(),
                List.of(),
                versions,
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }
}
