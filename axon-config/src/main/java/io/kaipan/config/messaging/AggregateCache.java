package io.kaipan.config.messaging;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;

/**
 * Aggregates lately used, bounded in number and time. An entry is guarded by its repository's lock; a command that fails
 * takes its aggregates out.
 */
final class AggregateCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /** @param size the most aggregates kept */
    AggregateCache(int size, Duration unused) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterAccess(unused)
                .executor(Runnable::run) // handing its upkeep to another thread costs more than doing it
                .build();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    /** @throws UnsupportedOperationException always: nobody listens to aggregates coming and going */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("The aggregate cache has no listeners");
    }
}
