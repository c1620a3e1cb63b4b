package io.kaipan.query.recordhistory;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.PageRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose history is wanted, and which part of it. */
public record HistoryRequest(Of of, PageRequest page) {
    /** A record with a history. */
    public sealed interface Of {
        /** The record's id, which is that of its stream in the log. */
        String id();

        /** The ids of all records whose events belong to it. */
        default List<String> streams() {
            return List.of(id());
        }

        /** Whether an event of them belongs to it. */
        default boolean tellsOf(HistoryEntry entry) {
            return true;
        }

        /** Whose personal data stand in it, so that their keys are fetched at once for all; null when nobody's. */
        default @Nullable CustomerId customer() {
            return null;
        }

        /** A lead. */
        record Lead(LeadId lead, CustomerId customer) implements Of {
            @Override
            public String id() {
                return lead.value();
            }
        }

        /** A customer. */
        record Customer(CustomerId customer) implements Of {
            @Override
            public String id() {
                return customer.value();
            }
        }

        /** An opportunity. */
        record Opportunity(OpportunityId opportunity, CustomerId customer) implements Of {
            @Override
            public String id() {
                return opportunity.value();
            }
        }

        /**
         * An opportunity and, where it came from one, its lead, whose events are its own past (LEA-3).
         *
         * @param interactions whether only interactions are wanted, and what struck some of them (OPP-3)
         */
        record Timeline(
                OpportunityId opportunity,
                CustomerId customer,
                @Nullable LeadId lead,
                boolean interactions) implements Of {
            private static final Set<String> INTERACTIONS =
                    Set.of("LeadInteractionLogged", "InteractionLogged", "InteractionStruck");

            @Override
            public boolean tellsOf(HistoryEntry entry) {
                return !interactions || INTERACTIONS.contains(entry.event());
            }

            @Override
            public String id() {
                return opportunity.value();
            }

            @Override
            public List<String> streams() {
                return lead == null ? List.of(id()) : List.of(lead.value(), id());
            }
        }

        /** Who owned an opportunity: from whom to whom, when and why (OPP-4). */
        record Ownership(OpportunityId opportunity, CustomerId customer) implements Of {
            @Override
            public String id() {
                return opportunity.value();
            }

            @Override
            public boolean tellsOf(HistoryEntry entry) {
                return entry.changes().stream()
                        .anyMatch(change -> change.field().equals("owner"));
            }
        }

        /** A member account. */
        record Membership(MemberAccountId account, CustomerId customer) implements Of {
            @Override
            public String id() {
                return account.value();
            }
        }

        /** A project. */
        record Project(ProjectCode project) implements Of {
            @Override
            public String id() {
                return project.id().value();
            }
        }

        /** A questionnaire. */
        record Questionnaire(QuestionnaireCode questionnaire) implements Of {
            @Override
            public String id() {
                return questionnaire.id().value();
            }
        }

        /** A user. */
        record User(UserName user) implements Of {
            @Override
            public String id() {
                return user.id().value();
            }
        }
    }
}
