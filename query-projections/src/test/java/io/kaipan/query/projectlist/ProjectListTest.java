package io.kaipan.query.projectlist;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.Relation;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectListTest {
    private static final String[] TABLES = {"view.project_list", "view.project_policy", "view.project_policy_entry"};
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private final Views views = new Views();
    private final Projector projector = views.projector(new ProjectListProjection());

    private ProjectList at(String instant) {
        return new ProjectList(views.queryJdbc, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private void history() {
        views.log.append("admin", WKC.id(), new ProjectOpened(WKC, "万科城", "深圳", "龙岗", "Asia/Shanghai"));
        views.log.append("admin", JYLW.id(), new ProjectOpened(JYLW, "金域蓝湾", "深圳", null, "Asia/Shanghai"));
        views.log.append(
                "manager",
                JYLW.id(),
                new StagePolicySet(
                        JYLW, 1, DAY, List.of(new Stage("S2", 50, "意向", null), new Stage("S1", 10, null, null))));
        views.log.append(
                "manager",
                JYLW.id(),
                new FollowUpLevelPolicySet(JYLW, 1, DAY, List.of(new CodedEntry("A", null, null))));
        views.log.append(
                "manager",
                JYLW.id(),
                new FollowUpLevelPolicySet(
                        JYLW,
                        2,
                        DAY.plusDays(9),
                        List.of(new CodedEntry("A", "热", true), new CodedEntry("B", null, null))));
        views.log.append(
                "marketing",
                JYLW.id(),
                new AwarenessChannelPolicySet(JYLW, 1, DAY, List.of(new CodedEntry("网络", null, null))));
        views.log.append(
                "manager",
                JYLW.id(),
                new CloseReasonPolicySet(JYLW, 1, DAY, List.of(new CodedEntry("PRICE", "太贵", null))));
        views.log.append("admin", WKC.id(), new ProjectClosed(WKC, "sold out"));
        projector.project(views.log.read(), 4);
    }

    @Test
    @DisplayName("PRJ-1, G-11 a project shows what holds today in its own time zone, and every version of its policies")
    void policies() {
        history();

        ProjectRow before = at("2026-03-09T15:59:59Z").all(MANAGER).getFirst();
        assertThat(before.code()).isEqualTo(JYLW);
        assertThat(before.policyVersion()).isEqualTo(5);
        assertThat(before.stages())
                .containsExactly(
                        new ProjectRow.Entry("S2", "意向", false, 50), new ProjectRow.Entry("S1", "S1", false, 10));
        assertThat(before.followUpLevels()).containsExactly(new ProjectRow.Entry("A", "A", false, null));
        assertThat(before.awarenessChannels()).containsExactly(new ProjectRow.Entry("网络", "网络", false, null));
        assertThat(before.closeReasons()).containsExactly(new ProjectRow.Entry("PRICE", "太贵", false, null));
        assertThat(before.followUpLevelPolicy().versions())
                .extracting(ProjectRow.Version::effectiveFrom)
                .containsExactly(DAY, DAY.plusDays(9));

        ProjectRow after = at("2026-03-09T16:00:00Z").all(MANAGER).getFirst();
        assertThat(after.followUpLevels())
                .containsExactly(
                        new ProjectRow.Entry("A", "热", true, null), new ProjectRow.Entry("B", "B", false, null));
    }

    @Test
    @DisplayName("CUS-5 a project shows which relatives count for which use: all until a list says otherwise")
    void relatives() {
        views.log.append("admin", JYLW.id(), new ProjectOpened(JYLW, "金域蓝湾", "深圳", null, "Asia/Shanghai"));
        views.log.append(
                "manager",
                JYLW.id(),
                new RelativePolicySet(JYLW, RelativeUse.DISCOUNT, 1, DAY, List.of(Relation.SPOUSE, Relation.CHILD)));
        views.log.append(
                "manager", JYLW.id(), new RelativePolicySet(JYLW, RelativeUse.DISCOUNT, 2, DAY.plusDays(9), List.of()));
        projector.project(views.log.read(), 2);

        ProjectRow before = at("2026-03-09T15:59:59Z").all(MANAGER).getFirst();
        assertThat(before.usesOf(Relation.CHILD)).containsExactly(RelativeUse.values());
        assertThat(before.usesOf(Relation.PARENT)).containsExactly(RelativeUse.NAME_CHANGE, RelativeUse.RECEPTION);
        assertThat(before.relativePolicies().getFirst().versions())
                .extracting(version -> version.entries().size())
                .containsExactly(2, 0);
        ProjectRow after = at("2026-03-09T16:00:00Z").all(MANAGER).getFirst();
        assertThat(after.relativePolicies().getFirst().relations()).isEmpty();
        assertThat(after.usesOf(Relation.SPOUSE)).containsExactly(RelativeUse.NAME_CHANGE, RelativeUse.RECEPTION);
    }

    @Test
    @DisplayName("G-7 people see the projects they are bound to, admins all, a closed one with its reason")
    void rights() {
        history();
        ProjectList projects = at("2026-03-09T00:00:00Z");

        assertThat(projects.all(MANAGER)).extracting(ProjectRow::code).containsExactly(JYLW);
        assertThat(projects.find(List.of(JYLW, WKC), MANAGER)).containsOnlyKeys(JYLW);
        assertThat(projects.all(ADMIN)).extracting(ProjectRow::code).containsExactly(JYLW, WKC);
        ProjectRow closed = projects.find(List.of(WKC), ADMIN).get(WKC);
        assertThat(closed.closed()).isTrue();
        assertThat(closed.closeReason()).isEqualTo("sold out");
        assertThat(closed.region()).isEqualTo("龙岗");
        assertThat(closed.stages()).isEmpty();
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        history();
        String once = views.text(TABLES);
        projector.project(views.log.read(), 2);
        assertThat(views.text(TABLES)).isEqualTo(once);
        projector.reset();
        assertThat(views.text(TABLES)).doesNotContain("JYLW");
        projector.project(views.log.read(), 9);
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("an event about a project that the view lacks is an error")
    void missing() {
        views.log.append("admin", WKC.id(), new ProjectClosed(WKC, "sold out"));
        assertThatThrownBy(() -> projector.project(views.log.read(), 1)).hasRootCauseInstanceOf(MissingRow.class);
    }
}
