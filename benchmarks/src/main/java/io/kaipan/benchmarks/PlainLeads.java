package io.kaipan.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.personaldata.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What GraphQL is held against: the same leads by plain Spring MVC and Jackson. One statement a request, personal data
 * opened as it must be, behind the same sign-in; no schema, no choice of fields, no rules about who sees what.
 */
@RestController
class PlainLeads {
    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;

    PlainLeads(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, "lead-list");
    }

    /** A lead as its row says it, personal data sealed. */
    private record Stored(
            Lead lead,
            CustomerId customer,
            @Nullable String topic,
            @Nullable String description,
            @Nullable String name,
            @Nullable String phones) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Lead(
            String id,
            long version,
            String state,
            @Nullable String topic,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable String description,
            @Nullable Customer customer,
            @Nullable Owner owner,
            Instant occurredAt,
            Instant registeredAt,
            Instant lastContactAt) {}

    record Customer(String id, @Nullable String name, String phone) {}

    record Owner(String userName, String displayName) {}

    record PageOfLeads(List<Lead> nodes, boolean hasNextPage) {}

    @GetMapping("/api/benchmark/leads/{id}")
    Lead lead(@PathVariable String id) {
        return jdbc.sql(LeadSql.record(":id"))
                .param("id", id)
                .query((row, number) -> opened(stored(row)))
                .single();
    }

    @GetMapping("/api/benchmark/leads")
    PageOfLeads leads(
            @RequestParam Instant at, @RequestParam String id, @RequestParam(required = false) @Nullable String owner) {
        String sql = owner == null ? LeadSql.page(":at", ":id") : LeadSql.filteredPage(":owner", ":at", ":id");
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql).param("at", at.atOffset(ZoneOffset.UTC)).param("id", id);
        List<Stored> found = (owner == null ? statement : statement.param("owner", owner))
                .query((row, number) -> stored(row))
                .list();
        List<Stored> page = found.subList(0, Math.min(50, found.size()));
        vault.prepare(page.stream().map(Stored::customer).distinct().toList());
        return new PageOfLeads(page.stream().map(this::opened).toList(), found.size() > page.size());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        Lead lead = new Lead(
                row.getString("lead_id"),
                row.getLong("version"),
                row.getString("state"),
                null,
                row.getString("awareness_channel"),
                row.getString("follow_up_level"),
                null,
                null,
                owner == null ? null : new Owner(owner, row.getString("display_name")),
                row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("registered_at").toInstant(),
                row.getTimestamp("last_contact_at").toInstant());
        return new Stored(
                lead,
                new CustomerId(row.getString("customer_id")),
                row.getString("topic_sealed"),
                row.getString("description_sealed"),
                row.getString("name_sealed"),
                row.getString("phones_sealed"));
    }

    private Lead opened(Stored stored) {
        Lead lead = stored.lead();
        CustomerId customer = stored.customer();
        return new Lead(
                lead.id(),
                lead.version(),
                lead.state(),
                sealing.open(customer, "topic", stored.topic()),
                lead.awarenessChannel(),
                lead.followUpLevel(),
                sealing.open(customer, "description", stored.description()),
                new Customer(
                        customer.value(),
                        sealing.open(customer, "name", stored.name()),
                        sealing.openPhones(customer, "phones", stored.phones()).getFirst()),
                lead.owner(),
                lead.occurredAt(),
                lead.registeredAt(),
                lead.lastContactAt());
    }
}
