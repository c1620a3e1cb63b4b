package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.projection.Batch;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.projection.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The leads and customers that a batch of events touches: each read at most once, and written once. */
final class LeadListBatch implements Batch {
    private static final RowMapper<StoredCustomer> CUSTOMER = (row, number) ->
            StoredCustomer.from(row, Columns.numbers(row, "name_tokens"), Columns.numbers(row, "phone_tokens"));
    private static final RowMapper<StoredLead> LEAD =
            (row, number) -> StoredLead.from(row, Columns.numbers(row, "given_tokens"), Columns.numbers(row, "tokens"));

    private final NamedParameterJdbcOperations jdbc;
    private final Map<CustomerId, StoredCustomer> known = new HashMap<>();
    private final Map<CustomerId, StoredCustomer> customers = new LinkedHashMap<>();
    private final Map<LeadId, StoredLead> leads = new LinkedHashMap<>();
    private final Set<CustomerId> changed = new LinkedHashSet<>();

    LeadListBatch(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws MissingRow when there is no such customer */
    StoredCustomer customer(CustomerId id) {
        StoredCustomer customer = known.get(id);
        if (customer == null) {
            customer = Row.read(jdbc, StoredCustomer.TABLE, "customer_id", id, CUSTOMER);
            known.put(id, customer);
        }
        return customer;
    }

    /** @throws MissingRow when there is no such lead */
    StoredLead lead(LeadId id) {
        StoredLead lead = leads.get(id);
        return lead == null ? Row.read(jdbc, StoredLead.TABLE, "lead_id", id, LEAD) : lead;
    }

    /** A customer who can't have leads yet. */
    void add(StoredCustomer customer) {
        known.put(customer.id(), customer);
        customers.put(customer.id(), customer);
    }

    /** A customer whose leads must follow. */
    void change(StoredCustomer customer) {
        add(customer);
        changed.add(customer.id());
    }

    void put(StoredLead lead) {
        leads.put(lead.origin().lead(), lead);
    }

    @Override
    public void write() {
        Row.upsert(
                jdbc,
                StoredCustomer.TABLE,
                customers.values().stream().map(StoredCustomer::row).toList(),
                "customer_id");
        Row.upsert(
                jdbc,
                StoredLead.TABLE,
                leads.values().stream().map(StoredLead::row).toList(),
                "lead_id");
        Set<String> touched = new LinkedHashSet<>();
        leads.keySet().forEach(lead -> touched.add(lead.value()));
        if (!changed.isEmpty()) {
            touched.addAll(follow());
        }
        ChangeFeed.announce(jdbc, LeadList.VIEW, touched);
    }

    /** Lets the leads of changed customers follow: found by the new tokens, or blank. @return their ids */
    private List<String> follow() {
        jdbc.update("""
                UPDATE view.lead_list SET topic_sealed = NULL, description_sealed = NULL, name_given_sealed = NULL,
                    contact_name_sealed = NULL, contact_phone_sealed = NULL, closed_note_sealed = NULL,
                    given_tokens = '{}'
                WHERE customer_id = ANY(:customers)""", among(StoredCustomer::forgotten));
        return jdbc.queryForList("""
                UPDATE view.lead_list l SET tokens = l.given_tokens || c.name_tokens || c.phone_tokens
                FROM view.lead_customer c
                WHERE c.customer_id = l.customer_id AND l.customer_id = ANY(:customers)
                RETURNING l.lead_id""", among(customer -> true), String.class);
    }

    private SqlParameterSource among(Predicate<StoredCustomer> some) {
        return new Row()
                .texts(
                        "customers",
                        changed.stream().filter(id -> some.test(customer(id))).toList())
                .parameters();
    }
}
