package io.kaipan.query.readtrail;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Views;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class ReadTrailTest {
    private static final CustomerId WANG = new CustomerId("cust_01h455vb4pex5vsknk084sn02q");
    private static final CustomerId LI = new CustomerId("cust_01h455vb4pex5vsknk084sn02r");

    private final Views views = new Views();
    private final ReadTrail trail = new ReadTrail(views.queryJdbc, views.clock);

    @Test
    @DisplayName("G-8 reads by auditors and admins are written down, by others not")
    void recorded() {
        trail.record(AUDITOR, "leads", List.of(WANG, LI));
        trail.record(ADMIN, "customers", List.of(LI));
        trail.record(MANAGER, "leads", List.of(WANG));
        trail.record(AUDITOR, "leads", List.of());

        Page<PersonalDataRead> page = trail.page(ReadTrailFilter.ALL, PageRequest.first(1, null), AUDITOR);
        assertThat(page.rows()).singleElement().satisfies(read -> {
            assertThat(read.user()).isEqualTo("admin");
            assertThat(read.roles()).containsExactly("ADMIN");
            assertThat(read.what()).isEqualTo("customers");
            assertThat(read.customers()).containsExactly(LI);
            assertThat(read.at()).isEqualTo(Log.START);
        });
        Page<PersonalDataRead> next = trail.page(ReadTrailFilter.ALL, PageRequest.first(5, page.endCursor()), AUDITOR);
        assertThat(next.rows()).singleElement().satisfies(read -> assertThat(read.customers())
                .containsExactly(WANG, LI));
        assertThat(trail.count(ReadTrailFilter.ALL, AUDITOR).value()).isEqualTo(2);
    }

    @Test
    @DisplayName("the trail is filtered by reader, customer and time, and shown to auditors and admins only")
    void filtered() {
        trail.record(AUDITOR, "leads", List.of(WANG, LI));
        trail.record(ADMIN, "customers", List.of(LI));

        assertThat(rows(new ReadTrailFilter(new UserName("auditor"), null, null)))
                .hasSize(1);
        assertThat(rows(new ReadTrailFilter(null, WANG, null))).hasSize(1);
        assertThat(rows(new ReadTrailFilter(null, LI, null))).hasSize(2);
        assertThat(rows(new ReadTrailFilter(null, null, new TimeRange(Log.START.plusSeconds(1), null))))
                .isEmpty();
        assertThat(trail.page(ReadTrailFilter.ALL, PageRequest.first(5, null), MANAGER)
                        .rows())
                .isEmpty();
    }

    private List<PersonalDataRead> rows(ReadTrailFilter filter) {
        return trail.page(filter, PageRequest.first(5, null), AUDITOR).rows();
    }

    @Test
    @DisplayName("nobody rewrites the trail, not even the owner of the tables")
    void appendOnly() {
        trail.record(AUDITOR, "leads", List.of(WANG));
        JdbcTemplate owner = new JdbcTemplate(views.database.owner());
        for (String change : List.of(
                "DELETE FROM trail.personal_data_read",
                "UPDATE trail.personal_data_read SET user_name = 'x'",
                "TRUNCATE trail.personal_data_read")) {
            assertThatThrownBy(() -> owner.execute(change)).isInstanceOf(DataAccessException.class);
        }
        assertThat(views.rows("trail.personal_data_read")).hasSize(1);
    }
}
