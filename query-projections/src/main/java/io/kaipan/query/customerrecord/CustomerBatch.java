package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.query.projection.Batch;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.projection.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** The customers and links that a batch of events touches: each read at most once, and written once. */
final class CustomerBatch implements Batch {
    private static final RowMapper<StoredCustomer> CUSTOMER = (row, number) ->
            StoredCustomer.from(row, Columns.numbers(row, "name_tokens"), Columns.numbers(row, "phone_tokens"));

    private final NamedParameterJdbcOperations jdbc;
    private final Map<CustomerId, StoredCustomer> customers = new LinkedHashMap<>();
    private final Map<String, StoredLink> links = new LinkedHashMap<>();

    CustomerBatch(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws MissingRow when there is no such customer */
    StoredCustomer customer(CustomerId id) {
        StoredCustomer customer = customers.get(id);
        return customer == null ? Row.read(jdbc, StoredCustomer.TABLE, "customer_id", id, CUSTOMER) : customer;
    }

    /** @throws MissingRow when there is no such lead or opportunity */
    StoredLink link(Object id) {
        StoredLink link = links.get(id.toString());
        return link == null
                ? Row.read(jdbc, StoredLink.TABLE, "record_id", id, (row, number) -> StoredLink.from(row))
                : link;
    }

    void put(StoredCustomer customer) {
        customers.put(customer.id(), customer);
    }

    void put(StoredLink link) {
        links.put(link.record(), link);
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
                StoredLink.TABLE,
                links.values().stream().map(StoredLink::row).toList(),
                "record_id");
    }
}
