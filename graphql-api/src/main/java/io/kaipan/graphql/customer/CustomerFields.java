package io.kaipan.graphql.customer;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.history.Histories;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.ByReference;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.KnownList;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.customerrecord.CustomerFilter;
import io.kaipan.query.customerrecord.CustomerOrder;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.CustomerRow;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.recordhistory.HistoryRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about customers. */
@Component
class CustomerFields implements RuntimeWiringConfigurer {
    private final CustomerRecords customers;
    private final Views views;

    CustomerFields(CustomerRecords customers, Views views) {
        this.customers = customers;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("customer", this::customer)
                .dataFetcher("customers", this::customers));
        wiring.type("Customer", customer -> customer.defaultDataFetcher(new ByReference<>(
                        Loaders.CUSTOMERS, CustomerReference.class, CustomerReference::known, CustomerReference::id))
                .dataFetcher("leads", environment -> records(environment, Loaders.LEADS, CustomerRow::leads))
                .dataFetcher(
                        "opportunities",
                        environment -> records(environment, Loaders.OPPORTUNITIES, CustomerRow::opportunities))
                .dataFetcher("mergedInto", environment -> row(environment)
                        .thenCompose(row -> row.mergedInto() == null
                                ? CompletableFuture.completedFuture(null)
                                : Loaders.CUSTOMERS.load(environment, row.mergedInto())))
                .dataFetcher("mergedFrom", environment -> row(environment)
                        .thenCompose(row -> Loaders.CUSTOMERS_THEMSELVES.loadMany(environment, row.mergedFrom()))
                        .thenApply(
                                rows -> rows.stream().filter(Objects::nonNull).toList()))
                .dataFetcher(
                        "memberAccount", environment -> Loaders.MEMBER_ACCOUNTS_OF.load(environment, id(environment)))
                .dataFetcher("relatives", environment -> RelativeFields.RELATIVES.load(environment, id(environment)))
                .dataFetcher("history", CustomerFields::history));
    }

    private @Nullable CustomerRow customer(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, CustomerRecords.VIEW);
        return customers
                .find(new CustomerId(arguments.get("id")), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private Connection<CustomerRow> customers(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, CustomerRecords.VIEW);
        Actor actor = Identity.of(environment.getGraphQlContext());
        CustomerFilter filter = filter(arguments.object("filter"));
        return Connection.of(
                customers.page(filter, order(arguments), arguments.page(), actor),
                () -> customers.count(filter, actor));
    }

    private static CompletableFuture<?> history(DataFetchingEnvironment environment) {
        return Histories.connection(environment, new HistoryRequest.Of.Customer(id(environment)));
    }

    /** A connection over records that the customer's own row names. */
    private static <K, R> CompletableFuture<Connection<R>> records(
            DataFetchingEnvironment environment, Loader<K, R> loader, Function<CustomerRow, List<K>> keys) {
        return row(environment).thenCompose(customer -> {
            List<K> all = keys.apply(customer);
            Page<K> page = KnownList.page(
                    all, Object::toString, Arguments.of(environment).page());
            return loader.loadMany(environment, page.rows())
                    .thenApply(rows -> Connection.of(KnownList.filled(page, rows), () -> CappedCount.of(all.size())));
        });
    }

    private static CompletableFuture<CustomerRow> row(DataFetchingEnvironment environment) {
        return environment.getSource() instanceof CustomerRow row
                ? CompletableFuture.completedFuture(row)
                : Loaders.CUSTOMERS.loadExisting(environment, id(environment));
    }

    private static CustomerId id(DataFetchingEnvironment environment) {
        return switch (environment.<Object>getSource()) {
            case CustomerReference reference -> reference.id();
            case CustomerRow row -> row.id();
            default -> throw new IllegalStateException("A customer is a row or a reference to one");
        };
    }

    private static CustomerFilter filter(Arguments filter) {
        return new CustomerFilter(
                filter.anyOf("project", ProjectCode::new),
                filter.owner(),
                filter.time("registeredAt"),
                filter.get("search"));
    }

    private static CustomerOrder order(Arguments arguments) {
        Arguments order = arguments.object("orderBy");
        return new CustomerOrder(
                order.get("field", CustomerOrder.Field.class, CustomerOrder.Field.REGISTERED_AT), order.isDescending());
    }
}
