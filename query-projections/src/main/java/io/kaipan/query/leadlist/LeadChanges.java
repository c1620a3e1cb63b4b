package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Leads as they change, for those who watch. */
@Component
public class LeadChanges {
    /**
     * A list under watch: first its first page as it stands, then what changes. Back-pressured; a watcher who is slow, or
     * a burst too large to tell one by one, gets the first page anew instead.
     *
     * @param size rows of a snapshot, 1 to 200
     */
    public Flux<LeadsUpdate> stream(LeadFilter filter, LeadOrder order, int size, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One lead under watch, first as it stands. Says nothing while it does not exist or must not be seen. */
    public Flux<LeadRow> stream(LeadId lead, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
