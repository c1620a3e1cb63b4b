package io.kaipan.query.paging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time to filter by.
 *
 * @param gte from this instant on; null means from ever
 * @param lt before this instant; null means for ever
 */
public record TimeRange(@Nullable Instant gte, @Nullable Instant lt) {}
