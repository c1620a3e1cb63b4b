package io.kaipan.query.pointsproof;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.recordhistory.MemberSight;
import io.kaipan.query.recordhistory.RecordStreams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * Proves balances of points (PTS-6) from the event log, and from nothing else: two statements, however many entries there
 * are. A proof holds no personal data, so it stays what it is once the customer is forgotten (G-5).
 */
@Component
public class PointsProofs {
    private final RecordStreams log;
    private final LogPositions positions;

    PointsProofs(RecordStreams log, LogPositions positions) {
        this.log = log;
        this.positions = positions;
    }

    /**
     * The proof of an account's balance as it stood at an instant, by all that was recorded up to the last entry by then.
     *
     * @return empty when there is no such account, or the actor may not see it (G-8)
     */
    public Optional<PointsProof> find(MemberAccountId account, Instant at, Actor actor) {
        List<DomainEventMessage<?>> events =
                log.read(List.of(account.value())).getOrDefault(account.value(), List.of());
        return MemberSight.isVisible(events, actor) ? Optional.of(proof(account, at, events)) : Optional.empty();
    }

    private PointsProof proof(MemberAccountId account, Instant at, List<DomainEventMessage<?>> events) {
        List<? extends DomainEventMessage<?>> entries = events.stream()
                .filter(message -> message.getPayload() instanceof LedgerEvent)
                .toList();
        int count = entries.size();
        while (count > 0 && entries.get(count - 1).getTimestamp().isAfter(at)) {
            count--;
        }
        List<? extends DomainEventMessage<?>> counted = entries.subList(0, count);
        ProofFold fold = new ProofFold(positions.find(counted.stream()
                .flatMap(message -> Stream.concat(
                        Stream.of(message.getIdentifier()),
                        Stream.ofNullable(ProofFold.causingEvent((LedgerEvent) message.getPayload()))))
                .distinct()
                .toList()));
        counted.forEach(message -> fold.add(message, (LedgerEvent) message.getPayload()));
        return fold.proof(account, at);
    }
}
