package io.kaipan.graphql.testing;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.customerrecord.CustomerRow;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.paging.Page;
import io.kaipan.query.userlist.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that views could hold. */
public final class Rows {
    public static final LeadId LEAD = lead(1);
    public static final CustomerId CUSTOMER = customer(1);
    public static final OpportunityId OPPORTUNITY = new OpportunityId(TypeId.of(OpportunityId.PREFIX, new UUID(1, 1)));
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    public static LeadId lead(int number) {
        return new LeadId(TypeId.of(LeadId.PREFIX, new UUID(1, number)));
    }

    public static CustomerId customer(int number) {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, new UUID(1, number)));
    }

    public static LeadRow lead() {
        return row(LEAD, CUSTOMER, LeadState.ACTIVE, null);
    }

    public static LeadRow lead(LeadId id, CustomerId customer) {
        return row(id, customer, LeadState.ACTIVE, null);
    }

    public static LeadRow qualified() {
        return row(LEAD, CUSTOMER, LeadState.QUALIFIED, OPPORTUNITY);
    }

    public static CustomerRow customerRow(CustomerId id) {
        return new CustomerRow(
                id,
                1,
                "王芳",
                List.of(),
                List.of("+8613812345678"),
                null,
                NOON,
                "reception",
                NOON,
                List.of(LEAD, lead(2)),
                List.of(),
                null,
                List.of(),
                false,
                false,
                null);
    }

    /** A page with everything there is. */
    @SafeVarargs
    public static <T> Page<T> page(T... rows) {
        List<Page.Edge<T>> edges = IntStream.range(0, rows.length)
                .mapToObj(i -> new Page.Edge<>(rows[i], "c" + i))
                .toList();
        return new Page<>(
                edges, false, false, rows.length == 0 ? null : "c0", rows.length == 0 ? null : "c" + (rows.length - 1));
    }

    private static LeadRow row(LeadId id, CustomerId customer, LeadState state, @Nullable OpportunityId opportunity) {
        return new LeadRow(
                id,
                3,
                state,
                "来电咨询三室",
                new ProjectCode("JYLW"),
                "网络",
                "A",
                null,
                new LeadRow.Customer(customer, "王芳", List.of("+8613812345678"), false, null),
                new UserRef(new UserName("li.qiang"), "李强"),
                NOON,
                NOON,
                NOON,
                false,
                false,
                new LeadRow.Details("王芳", null, "reception", null, null, opportunity, NOON));
    }

    private Rows() {}
}
