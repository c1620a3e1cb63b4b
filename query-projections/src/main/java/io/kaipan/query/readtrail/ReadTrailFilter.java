package io.kaipan.query.readtrail;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.TimeRange;
import org.jspecify.annotations.Nullable;

/** Which reads are wanted: those that meet every condition given. Null is no condition. */
public record ReadTrailFilter(
        @Nullable UserName user,
        @Nullable CustomerId customer,
        @Nullable TimeRange at) {
    /** No condition at all. */
    public static final ReadTrailFilter ALL = new ReadTrailFilter(null, null, null);
}
