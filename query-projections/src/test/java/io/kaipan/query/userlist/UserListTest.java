package io.kaipan.query.userlist;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserEvent.UserAccessChanged;
import io.kaipan.domain.user.UserEvent.UserReinstated;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserListTest {
    private static final String TABLE = "view.user_list";
    private static final UserName WANG = new UserName("wang.fang");

    private final Views views = new Views();
    private final Projector projector = views.projector(new UserListProjection());
    private final UserList users = new UserList(views.queryJdbc);

    private void people() {
        views.floor.user(ZHANG, "张敏", List.of(Role.SALES_MANAGER, Role.CONSULTANT), JYLW, WKC);
        views.floor.user(LI, "李强", List.of(Role.CONSULTANT), JYLW);
        views.floor.user(WANG, "王芳", List.of(Role.CASHIER), WKC);
        views.log.append(
                "admin",
                LI.id(),
                new UserAccessChanged(LI, List.of(Role.RECEPTION, Role.CONSULTANT), List.of(JYLW), "helps out"));
        views.log.append("admin", WANG.id(), new UserSuspended(WANG, "on leave"));
        projector.project(views.log.read(), 2);
    }

    private List<UserName> listed(UserFilter filter, Actor actor) {
        return users.page(filter, PageRequest.first(10, null), actor).rows().stream()
                .map(UserRow::userName)
                .toList();
    }

    @Test
    @DisplayName("G-7 users are shown with roles, projects and whether they are shut out")
    void shown() {
        people();
        UserRow li = users.find(List.of(LI), ADMIN).get(LI);
        assertThat(li.id()).isEqualTo(LI.id());
        assertThat(li.version()).isEqualTo(1);
        assertThat(li.displayName()).isEqualTo("李强");
        assertThat(li.roles()).containsExactly(Role.CONSULTANT, Role.RECEPTION);
        assertThat(li.projects()).containsExactly(JYLW);
        assertThat(users.find(List.of(WANG), ADMIN).get(WANG).suspended()).isTrue();

        views.log.append("admin", WANG.id(), new UserReinstated(WANG, "back"));
        projector.project(views.log.read(), 9);
        assertThat(users.find(List.of(WANG), ADMIN).get(WANG).suspended()).isFalse();
    }

    @Test
    @DisplayName("people see themselves and those who share a project, admins and auditors all")
    void rights() {
        people();
        assertThat(listed(UserFilter.ALL, ADMIN)).containsExactly(LI, WANG, ZHANG);
        assertThat(listed(UserFilter.ALL, AUDITOR)).hasSize(3);
        assertThat(listed(UserFilter.ALL, LI_QIANG)).containsExactly(LI, ZHANG);
        assertThat(users.find(List.of(WANG), LI_QIANG)).isEmpty();
        assertThat(users.findById(List.of(WANG.id(), LI.id()), ADMIN))
                .containsOnlyKeys(WANG.id(), LI.id())
                .containsValue(users.find(List.of(LI), ADMIN).get(LI));
        assertThat(users.findById(List.of(WANG.id()), LI_QIANG)).isEmpty();
        assertThat(users.named(List.of(WANG))).containsOnlyKeys(WANG);
        assertThat(listed(UserFilter.ALL, new Actor("wang.fang", Set.of(Role.CASHIER), Set.of())))
                .containsExactly(WANG);
        assertThat(users.count(UserFilter.ALL, LI_QIANG).value()).isEqualTo(2);
    }

    @Test
    @DisplayName("users are filtered by project, role and suspension")
    void filters() {
        people();
        Set<ProjectCode> wkc = Set.of(WKC);
        assertThat(listed(new UserFilter(wkc, Set.of(), null), ADMIN)).containsExactly(WANG, ZHANG);
        assertThat(listed(new UserFilter(wkc, Set.of(Role.CONSULTANT), null), ADMIN))
                .containsExactly(ZHANG);
        assertThat(listed(new UserFilter(Set.of(), Set.of(), true), ADMIN)).containsExactly(WANG);
        assertThat(listed(new UserFilter(Set.of(), Set.of(), false), ADMIN)).containsExactly(LI, ZHANG);
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows; an event about an unknown user is an error")
    void replayed() {
        people();
        String once = views.text(TABLE);
        projector.project(views.log.read(), 2);
        assertThat(views.text(TABLE)).isEqualTo(once);
        projector.reset();
        assertThat(views.rows(TABLE)).isEmpty();
        assertThatThrownBy(() -> projector.project(views.log.read().subList(3, 4), 1))
                .hasRootCauseInstanceOf(MissingRow.class);
        projector.project(views.log.read(), 9);
        assertThat(views.text(TABLE)).isEqualTo(once);
    }
}
