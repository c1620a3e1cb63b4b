package io.kaipan.graphql.imports;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.bulk.ImportRejection;
import io.kaipan.command.intake.RefusalMessages;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.graphql.live.LiveUpdates;
import io.kaipan.graphql.schema.Arguments;
import io.kaipan.graphql.schema.Connection;
import io.kaipan.graphql.schema.Identity;
import io.kaipan.query.paging.CappedCount;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** What the schema asks about imports (LEA-7). */
@Component
class ImportFields implements RuntimeWiringConfigurer {
    private final ImportJobs imports;
    private final RefusalMessages messages;
    private final LiveUpdates live;

    ImportFields(ImportJobs imports, RefusalMessages messages, LiveUpdates live) {
        this.imports = imports;
        this.messages = messages;
        this.live = live;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("importJob", this::importJob)
                .dataFetcher("importJobs", this::importJobs));
        wiring.type("Subscription", subscription -> subscription.dataFetcher("importProgress", this::importProgress));
        wiring.type("ImportJob", job -> job.dataFetcher("rejections", this::rejections));
        wiring.type("ImportRejection", rejection -> rejection.dataFetcher("message", this::message));
    }

    private @Nullable ImportJob importJob(DataFetchingEnvironment environment) {
        return imports.find(id(environment), Identity.of(environment.getGraphQlContext()))
                .orElse(null);
    }

    private Connection<ImportJob> importJobs(DataFetchingEnvironment environment) {
        Actor actor = Identity.of(environment.getGraphQlContext());
        return Connection.of(
                KeyedPages.fetch(
                        Arguments.of(environment).page(),
                        cursor -> TypeId.checked(ImportJob.PREFIX, cursor),
                        page -> imports.list(actor, page),
                        ImportJob::id),
                () -> CappedCount.of(imports.count(actor, CappedCount.CAP + 1)));
    }

    private Connection<ImportRejection> rejections(DataFetchingEnvironment environment) {
        ImportJob job = environment.getSource();
        return Connection.of(
                KeyedPages.fetch(
                        Arguments.of(environment).page(),
                        Integer::valueOf,
                        page -> imports.rejections(job, page),
                        ImportRejection::row),
                () -> CappedCount.of(job.rejected()));
    }

    private String message(DataFetchingEnvironment environment) {
        ImportRejection rejection = environment.getSource();
        return messages.sentence(rejection.asRefusal(), environment.getLocale());
    }

    private Publisher<ImportJob> importProgress(DataFetchingEnvironment environment) {
        String id = id(environment);
        return live.updates(
                environment,
                actor -> imports.find(id, actor).map(this::progress).orElse(Flux.empty()));
    }

    /** How a job goes on, until it has ended. A slow watcher misses steps, never the last one. */
    private Flux<ImportJob> progress(ImportJob job) {
        Flux<ImportJob> steps = Flux.create(
                sink -> sink.onDispose(imports.watch(job, step -> tell(sink, step))::run),
                FluxSink.OverflowStrategy.LATEST);
        return steps;
    }

    private static void tell(FluxSink<ImportJob> sink, ImportJob step) {
        sink.next(step);
        if (step.finishedAt() != null) {
            sink.complete();
        }
    }

    private static String id(DataFetchingEnvironment environment) {
        return TypeId.checked(ImportJob.PREFIX, Arguments.of(environment).get("id"));
    }
}
