package io.kaipan.graphql.history;

import graphql.schema.DataFetchingEnvironment;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.query.paging.Page;
import io.kaipan.query.recordhistory.HistoryEntry;
import io.kaipan.query.recordhistory.HistoryRequest;
import io.kaipan.query.recordhistory.RecordHistory;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** The {@code history} of a record, whichever type it has; for a whole list of records at once. */
@Component
public class Histories {
    private static final Loader<HistoryRequest, Page<HistoryEntry>> LOADER = new Loader<>("histories");

    Histories(BatchLoaderRegistry registry, RecordHistory history) {
        Loaders.register(registry, LOADER, history::find);
    }

    /** The page asked for. @return completes with null when the record is not for the caller */
    public static CompletableFuture<@Nullable Connection<HistoryEntry>> connection(
            DataFetchingEnvironment environment, HistoryRequest.Of record) {
        HistoryRequest request =
                new HistoryRequest(record, Arguments.of(environment).page());
        return LOADER.load(environment, request).thenApply(page -> page == null ? null : Connection.of(page));
    }
}
