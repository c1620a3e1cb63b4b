package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.user.UserName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looks after whom, read from the owners of active leads and open opportunities (G-8). */
@Component
class JdbcCustomerCare implements CustomerCare {
    private final JdbcClient jdbc;

    JdbcCustomerCare(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isCaredForBy(CustomerId customer, UserName consultant) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM lookup.active_lead WHERE customer_id = :customer AND owner = :owner)
                    OR EXISTS (SELECT FROM lookup.opportunity WHERE customer_id = :customer AND owner = :owner AND open)""")
                .param("customer", customer.value())
                .param("owner", consultant.value())
                .query(Boolean.class)
                .single();
    }
}
