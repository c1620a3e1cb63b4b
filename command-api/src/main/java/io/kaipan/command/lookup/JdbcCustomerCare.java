package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looks after whom, read from the owners of active leads and open opportunities, whoever stands for them (G-8). */
@Component
class JdbcCustomerCare implements CustomerCare {
    private final JdbcClient jdbc;

    JdbcCustomerCare(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Care> of(CustomerId customer) {
        return jdbc.sql("""
                WITH present AS (SELECT lookup.present_customer(:customer) AS id)
                SELECT project, owner FROM lookup.active_lead WHERE customer_id = (SELECT id FROM present)
                UNION ALL
                SELECT project, owner FROM lookup.opportunity WHERE customer_id = (SELECT id FROM present) AND open""")
                .param("customer", customer.value())
                .query((row, number) -> {
                    String owner = row.getString("owner");
                    return new Care(
                            new ProjectCode(row.getString("project")), owner == null ? null : new UserName(owner));
                })
                .list();
    }
}
