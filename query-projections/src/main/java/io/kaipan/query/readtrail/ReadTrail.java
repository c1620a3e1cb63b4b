package io.kaipan.query.readtrail;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The reads of personal data by auditors and admins (G-8, AUD-6), newest first. */
@Component
public class ReadTrail {
    /**
     * Writes down that an auditor or admin is about to be shown personal data; of anybody else, or when there is nobody
     * to name, nothing is written. Returns once it is on disk.
     *
     * @param what what was asked, for example {@code leads}
     */
    public void record(Actor actor, String what, Collection<CustomerId> customers) {
        throw new UnsupportedOperationException();
    }

    /** How many reads there are; a statement of its own, so only for those who ask. */
    public CappedCount count(ReadTrailFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** A page of reads; none for anybody but auditors. */
    public Page<PersonalDataRead> page(ReadTrailFilter filter, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
