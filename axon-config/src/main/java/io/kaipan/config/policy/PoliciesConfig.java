package io.kaipan.config.policy;

import io.kaipan.domain.member.MemberBook;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.policy.CustomerRecords;
import io.kaipan.domain.policy.RuleCommands;
import io.kaipan.domain.policy.WhenMemberVisitedThenAwardViewing;
import io.kaipan.domain.policy.WhenMembershipConfirmedThenAwardPoints;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies: when one thing happens, another follows. */
@Configuration(proxyBeanMethods = false)
class PoliciesConfig {
    @Bean
    WhenMembershipConfirmedThenAwardPoints whenMembershipConfirmedThenAwardPoints(RuleCommands commands) {
        return new WhenMembershipConfirmedThenAwardPoints(commands);
    }

    @Bean
    WhenMemberVisitedThenAwardViewing whenMemberVisitedThenAwardViewing(
            RuleCommands commands,
            MemberBook members,
            PointsLedger ledger,
            CustomerRecords records,
            EventStore eventStore) {
        return new WhenMemberVisitedThenAwardViewing(commands, members, ledger, records, eventStore);
    }
}
