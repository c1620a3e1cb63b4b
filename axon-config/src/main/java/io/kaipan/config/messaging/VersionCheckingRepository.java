package io.kaipan.config.messaging;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Loads aggregates from cache or log and refuses at once, before anything is decided, when the version expected is not
 * the aggregate's: Axon's own repository lets an older one pass until the commit. An aggregate that the cache holds in
 * an older version than somebody has seen already was changed by another node, and is read anew.
 */
final class VersionCheckingRepository<T> extends CachingEventSourcingRepository<T> {
    private final Cache cache;

    VersionCheckingRepository(EventSourcingRepository.Builder<T> builder, Cache cache) {
        super(builder.cache(cache));
        this.cache = cache;
    }

    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(String identifier, @Nullable Long expectedVersion) {
        EventSourcedAggregate<T> aggregate = super.doLoadWithLock(identifier, expectedVersion);
        if (expectedVersion != null && aggregate.version() < expectedVersion && cache.remove(identifier)) {
            return super.doLoadWithLock(identifier, expectedVersion);
        }
        return aggregate;
    }

    /** @throws ConflictingAggregateVersionException when another version was expected, older or newer */
    @Override
    protected void validateOnLoad(Aggregate<T> aggregate, @Nullable Long expectedVersion) {
        super.validateOnLoad(aggregate, null);
        if (expectedVersion != null && !expectedVersion.equals(aggregate.version())) {
            throw new ConflictingAggregateVersionException(
                    aggregate.identifierAsString(), expectedVersion, aggregate.version());
        }
    }
}
