package io.kaipan.domain.testing;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The projects, users and moments that examples are told with. */
public final class People {
    public static final ProjectCode JYLW = new ProjectCode("JYLW");
    public static final ProjectCode WKC = new ProjectCode("WKC");

    public static final UserName ZHANG = new UserName("zhang.min");
    public static final UserName LI = new UserName("li.qiang");

    /** A consultant of both projects. */
    public static final Actor CONSULTANT = actor("zhang.min", Role.CONSULTANT);
    /** Another consultant of both projects. */
    public static final Actor OTHER_CONSULTANT = actor("li.qiang", Role.CONSULTANT);

    public static final Actor MANAGER = actor("manager", Role.SALES_MANAGER);
    public static final Actor RECEPTION = actor("reception", Role.RECEPTION);
    /** Bound to all projects by office. */
    public static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    /** A manager of neither project. */
    public static final Actor STRANGER = new Actor("stranger", Set.of(Role.SALES_MANAGER), Set.of("OTHER"));

    /** 10:00 in Shanghai. */
    public static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    public static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    public static final List<Stage> STAGES =
            List.of(new Stage("初次接触", 10, null, null), new Stage("认筹", 60, null, null));
    public static final List<CodedEntry> LEVELS = entries("A", "B", "C", "D");
    public static final List<CodedEntry> CHANNELS = entries("报纸", "路牌", "网络");
    public static final List<CodedEntry> REASONS = entries("已购他处", "无法联系");

    /** An open project whose policies hold since yesterday. */
    public static ProjectTerms terms(ProjectCode project) {
        return terms(project, false);
    }

    /** A project that takes nothing new. */
    public static ProjectTerms closedTerms(ProjectCode project) {
        return terms(project, true);
    }

    private static ProjectTerms terms(ProjectCode project, boolean closed) {
        return new ProjectTerms(
                project,
                project.equals(JYLW) ? "金域蓝湾" : "万科城",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                closed,
                first(STAGES),
                first(LEVELS),
                first(CHANNELS),
                first(REASONS),
                Map.of(),
                List.of(),
                List.of());
    }

    private static <T> List<PolicyVersion<T>> first(List<T> entries) {
        return List.of(new PolicyVersion<>(1, TODAY.minusDays(1), entries));
    }

    public static List<CodedEntry> entries(String... codes) {
        return Arrays.stream(codes)
                .map(code -> new CodedEntry(code, null, null))
                .toList();
    }

    /** Books in which both projects are open and both consultants work. */
    public static InMemoryBooks books() {
        InMemoryBooks books = new InMemoryBooks();
        books.save(terms(JYLW));
        books.save(terms(WKC));
        books.save(new UserEntry(ZHANG, "张敏", Set.of(Role.CONSULTANT), Set.of(JYLW, WKC), false));
        books.save(new UserEntry(LI, "李强", Set.of(Role.CONSULTANT), Set.of(JYLW, WKC), false));
        return books;
    }

    /** What the intake stamps on a command sent now. */
    public static Map<String, String> by(Actor actor) {
        return by(actor, NOW);
    }

    /** What the intake stamps on a command. */
    public static Map<String, String> by(Actor actor, Instant at) {
        return new Stamp(actor, at, null).toMetaData();
    }

    /** An actor of that role, bound to both projects. */
    public static Actor actor(String user, Role... roles) {
        return new Actor(user, Arrays.stream(roles).collect(Collectors.toSet()), Set.of("JYLW", "WKC"));
    }

    public static CustomerId customer(int number) {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, new UUID(0, number)));
    }

    public static LeadId lead(int number) {
        return new LeadId(TypeId.of(LeadId.PREFIX, new UUID(0, number)));
    }

    public static OpportunityId opportunity(int number) {
        return new OpportunityId(TypeId.of(OpportunityId.PREFIX, new UUID(0, number)));
    }

    public static MemberAccountId account(int number) {
        return new MemberAccountId(TypeId.of(MemberAccountId.PREFIX, new UUID(0, number)));
    }

    private People() {}
}
