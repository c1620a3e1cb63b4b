package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.account;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.member.MemberCommand.ApplyForMembership;
import io.kaipan.domain.member.MemberCommand.ConfirmMembership;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The owners' club on a sales floor in memory. JYLW and WKC are in one city, GZ in another. */
final class Club {
    static final ProjectCode GZ = new ProjectCode("GZ");
    static final Actor RULE = new Actor("PTS-1", Set.of(), Set.of());
    static final Actor RECEPTION_GZ = new Actor("reception.gz", RECEPTION.roles(), Set.of("GZ"));

    final SalesFloor floor = new SalesFloor(People.books());

    Club() {
        floor.books().save(with(People.terms(JYLW), GZ, "广州", List.of()));
    }

    /** Sets the club's policy of a project, from that day on. */
    Club policy(ProjectCode project, ClubPolicy policy, LocalDate from) {
        ProjectTerms terms = floor.books().terms(project);
        floor.books().save(with(terms, project, terms.city(), List.of(new PolicyVersion<>(1, from, List.of(policy)))));
        return this;
    }

    private static ProjectTerms with(
            ProjectTerms terms, ProjectCode project, String city, List<PolicyVersion<ClubPolicy>> club) {
        return new ProjectTerms(
                project,
                terms.name(),
                city,
                terms.timeZone(),
                terms.closed(),
                terms.stages(),
                terms.levels(),
                terms.channels(),
                terms.reasons(),
                terms.relatives(),
                terms.followUps(),
                club);
    }

    /** An application of a new customer at JYLW. */
    MemberAccountId applied(int number, @Nullable CardNumber referrer) {
        floor.accept(application(number, referrer), RECEPTION);
        return account(number);
    }

    static ApplyForMembership application(int number, @Nullable CardNumber referrer) {
        return new ApplyForMembership(account(number), JYLW, newCustomer(number), null, referrer, null, null);
    }

    static NewCustomer newCustomer(int number) {
        return new NewCustomer("会员" + number, new PhoneNumber("+86138%08d".formatted(number)));
    }

    /** A member since {@link People#NOW}. */
    MemberAccountId member(int number) {
        return member(number, null);
    }

    MemberAccountId member(int number, @Nullable CardNumber referrer) {
        applied(number, referrer);
        confirmed(account(number));
        return account(number);
    }

    MembershipConfirmed confirmed(MemberAccountId account) {
        return (MembershipConfirmed)
                send(new ConfirmMembership(account), RECEPTION, NOW).getFirst();
    }

    /** What the system's command raises. */
    List<Object> system(MemberCommand command) {
        return send(command, RULE, NOW);
    }

    /** What a manager's command raises. */
    List<Object> manager(MemberCommand command) {
        return send(command, MANAGER, NOW);
    }

    /** What a command raises. */
    List<Object> send(MemberCommand command, Actor actor, Instant at) {
        floor.news();
        floor.accept(command, actor, at);
        return floor.news();
    }

    /** How a command is refused; nothing has changed. */
    RuleViolation refused(MemberCommand command, Actor actor) {
        return refused(command, actor, NOW);
    }

    RuleViolation refused(MemberCommand command, Actor actor, Instant at) {
        floor.news();
        List<PointsLedger.Entry> before = floor.club().of(command.account()).toList();
        try {
            floor.accept(command, actor, at);
        } catch (RuleViolation refused) {
            if (!floor.news().isEmpty()
                    || !before.equals(floor.club().of(command.account()).toList())) {
                throw new AssertionError("Refused, and yet something changed: " + command);
            }
            return refused;
        }
        throw new AssertionError("Not refused: " + command);
    }
}
