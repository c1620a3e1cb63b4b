package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.policy.CustomerRecords;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which records are about a customer, whoever stands for them, as the lookups have it. */
@Component
class JdbcCustomerRecords implements CustomerRecords {
    private final JdbcClient jdbc;

    JdbcCustomerRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(CustomerId customer) {
        return jdbc.sql("""
                WITH present AS (SELECT lookup.present_customer(:customer) AS id)
                SELECT opportunity_id FROM lookup.opportunity WHERE customer_id = (SELECT id FROM present)
                UNION ALL
                SELECT lead_id FROM lookup.active_lead WHERE customer_id = (SELECT id FROM present)""")
                .param("customer", customer.value())
                .query(String.class)
                .list();
    }
}
