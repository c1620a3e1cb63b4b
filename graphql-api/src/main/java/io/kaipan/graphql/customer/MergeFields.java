package io.kaipan.graphql.customer;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.customer.MergePreviews;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Views;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.DuplicatePair;
import io.kaipan.query.customerrecord.Duplicates;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** What the schema asks about customers who may be one person (CUS-4). */
@Component
class MergeFields implements RuntimeWiringConfigurer {
    private final Duplicates duplicates;
    private final MergePreviews previews;
    private final Views views;

    MergeFields(Duplicates duplicates, MergePreviews previews, Views views) {
        this.duplicates = duplicates;
        this.previews = previews;
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("previewMerge", this::preview)
                .dataFetcher("duplicateCustomers", this::duplicates));
        wiring.type("MergePreview", preview -> preview.dataFetcher(
                        "survivor",
                        environment -> Loaders.CUSTOMERS_THEMSELVES.load(
                                environment,
                                environment.<ShownPreview>getSource().survivorId()))
                .dataFetcher(
                        "merged",
                        environment -> Loaders.CUSTOMERS_THEMSELVES.load(
                                environment,
                                environment.<ShownPreview>getSource().mergedId())));
    }

    private ShownPreview preview(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        CustomerId survivor = new CustomerId(arguments.get("survivor"));
        CustomerId merged = new CustomerId(arguments.get("merged"));
        MergePreviews.Preview preview = previews.of(survivor, merged, Identity.of(environment.getGraphQlContext()));
        return new ShownPreview(survivor, merged, preview.outcome(), preview.refusals());
    }

    private Connection<DuplicatePair> duplicates(DataFetchingEnvironment environment) {
        Arguments arguments = Arguments.of(environment);
        views.awaitAsked(arguments, CustomerRecords.VIEW);
        return Connection.of(duplicates.page(
                arguments.get("customer", CustomerId::new),
                arguments.page(),
                Identity.of(environment.getGraphQlContext())));
    }
}
