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
import io.kaipan.graphql.schema.Loaders;
import io.kaipan.graphql.schema.Loaders.Loader;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** What the schema asks about imports (LEA-7). */
@Component
public class ImportFields implements RuntimeWiringConfigurer {
    /** Jobs by id. */
    public static final Loader<String, ImportJob> JOBS = new Loader<>("importJobs");

    private static final Loader<RejectionsOf, io.kaipan.query.paging.Page<ImportRejection>> REJECTIONS =
            new Loader<>("importRejections");

    private final ImportJobs imports;
    private final RefusalMessages messages;
    private final LiveUpdates live;

    /** A page of one job's rejections. */
    private record RejectionsOf(String job, PageRequest page) {}

    ImportFields(BatchLoaderRegistry registry, ImportJobs imports, RefusalMessages messages, LiveUpdates live) {
        this.imports = imports;
        this.messages = messages;
        this.live = live;
        Loaders.register(registry, JOBS, imports::find);
        Loaders.register(registry, REJECTIONS, (wanted, actor) -> rejections(wanted));
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("importJob", this::importJob)
                .dataFetcher("importJobs", this::importJobs));
        wiring.type("Subscription", subscription -> subscription.dataFetcher("importProgress", this::importProgress));
        wiring.type("ImportJob", job -> job.dataFetcher("rejections", ImportFields::rejections));
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

    private static CompletableFuture<Connection<ImportRejection>> rejections(DataFetchingEnvironment environment) {
        ImportJob job = environment.getSource();
        PageRequest page = Arguments.of(environment).page();
        return REJECTIONS
                .loadExisting(environment, new RejectionsOf(job.id(), page))
                .thenApply(rows -> Connection.of(rows, () -> CappedCount.of(job.rejected())));
    }

    /** Pages of several jobs: one statement for each kind of page, however many jobs there are. */
    private Map<RejectionsOf, io.kaipan.query.paging.Page<ImportRejection>> rejections(
            Collection<RejectionsOf> wanted) {
        Map<PageRequest, List<RejectionsOf>> byPage =
                wanted.stream().collect(Collectors.groupingBy(RejectionsOf::page));
        Map<RejectionsOf, io.kaipan.query.paging.Page<ImportRejection>> pages = new HashMap<>();
        byPage.forEach((page, of) -> {
            Map<String, List<ImportRejection>> found = imports.rejections(
                    of.stream().map(RejectionsOf::job).toList(), KeyedPages.wanted(page, Integer::valueOf));
            of.forEach(each -> pages.put(
                    each, KeyedPages.cut(page, found.getOrDefault(each.job(), List.of()), ImportRejection::row)));
        });
        return pages;
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
