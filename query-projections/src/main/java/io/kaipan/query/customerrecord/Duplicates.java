package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Customers who may be one person (CUS-4), for those who see the personal data of both. Tokens choose the candidates: the same
 * name, or a number with the same last four digits and a character of the name in common; what counts is decided once they
 * are opened.
 */
@Component
public class Duplicates {
    private static final String LIKE_C = "d.customer_id <> c.customer_id AND d.survivor_id IS NULL";
    private static final String FROM = " FROM view.customer_record c JOIN LATERAL ("
            + "SELECT d.customer_id FROM view.customer_record d WHERE d.name_tokens = c.name_tokens AND " + LIKE_C
            + " UNION SELECT d.customer_id FROM view.customer_record d"
            + " WHERE d.tokens && c.phone_tokens AND d.name_tokens && c.name_tokens AND " + LIKE_C + ") d ON TRUE";
    private static final Keyset BY_CUSTOMER =
            new Keyset("duplicates", "c.customer_id", KeyType.TEXT, "d.customer_id", false);

    private final JdbcClient jdbc;
    private final CustomerRecords customers;

    Duplicates(@Qualifier("queryJdbc") JdbcClient jdbc, CustomerRecords customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    private record Candidates(CustomerId one, CustomerId other) {}

    /**
     * A page of pairs, each once.
     *
     * @param of whose duplicates are wanted, who is the one of each pair then; null means anybody's
     */
    public Page<DuplicatePair> page(@Nullable CustomerId of, PageRequest page, Actor actor) {
        Conditions conditions = new Conditions();
        conditions.and(CustomerRecords.sees(actor, conditions)).and("c.survivor_id IS NULL AND c.name_tokens <> '{}'");
        if (of == null) {
            conditions.and("d.customer_id > c.customer_id");
        } else {
            conditions.and("c.customer_id = :of", "of", of.value());
        }
        return BY_CUSTOMER.page(
                jdbc,
                "SELECT c.customer_id, d.customer_id AS other_id" + FROM,
                conditions,
                page,
                (row, number) -> new Candidates(
                        new CustomerId(row.getString("customer_id")), new CustomerId(row.getString("other_id"))),
                found -> open(found, actor));
    }

    private List<@Nullable DuplicatePair> open(List<Candidates> found, Actor actor) {
        Map<CustomerId, CustomerRow> rows = customers.find(
                found.stream().flatMap(pair -> Stream.of(pair.one, pair.other)).collect(Collectors.toSet()), actor);
        return found.stream()
                .map(pair -> pair(rows.get(pair.one), rows.get(pair.other)))
                .toList();
    }

    private static @Nullable DuplicatePair pair(@Nullable CustomerRow one, @Nullable CustomerRow other) {
        if (one == null || other == null || one.masked() || other.masked() || one.forgotten() || other.forgotten()) {
            return null;
        }
        Set<DuplicateReason> reasons = Likeness.of(one, other);
        return reasons.isEmpty() ? null : new DuplicatePair(one, other, reasons);
    }
}
