package io.kaipan.config.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.Repository;

/** What holds between the rooms of the house. Packages are named by pattern, so that counter-examples can live in tests. */
final class HouseRules {
    static final String DOMAIN = "..kaipan..domain..";
    static final String COMMAND = "..kaipan..command..";
    static final String QUERY = "..kaipan..query..";
    static final String GRAPHQL = "..kaipan..graphql..";
    static final String CONFIG = "..kaipan..config..";

    private static final DescribedPredicate<JavaClass> AGGREGATES =
            describe("aggregates", type -> type.getFields().stream()
                    .anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class)));

    static final ArchRule DOMAIN_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "tools.jackson..", QUERY, GRAPHQL)
            .because("aggregates decide by what they are told, wherever they run");

    static final ArchRule NO_CLOCK_AND_NO_CHANCE_IN_DOMAIN = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should(callMethodWhere(systemClockOrRandomId()))
            .because("time and ids arrive with the command (G-1, G-3)");

    static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(COMMAND, QUERY, GRAPHQL, CONFIG)
            .should(callMethodWhere(nowWithoutClock()))
            .because("time is read from the injected clock (G-1)");

    static final ArchRule AGGREGATES_ARE_BLIND_TO_EACH_OTHER = classes()
            .that(AGGREGATES)
            .should(onlyBeUsedByOwnPackageOrHandlersOfSeveral())
            .because("only a handler that must change two aggregates in one transaction sees both");

    static final ArchRule COMMANDS_ARE_SENT_BY_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages(COMMAND, CONFIG, "..kaipan..domain.policy..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CommandGateway.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(CommandBus.class)
            .because("whoever sends a command elsewhere passes by the intake (G-4)");

    static final ArchRule PROJECTIONS_SEE_NO_COMMAND = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat(describe("are commands", type -> isNestedInOrIs(type, "Command")))
            .orShould()
            .dependOnClassesThat(AGGREGATES)
            .because("views know what happened, not what was asked");

    static final ArchRule GRAPHQL_SEES_NEITHER_EVENTS_NOR_JDBC = noClasses()
            .that()
            .resideInAPackage(GRAPHQL)
            .should()
            .dependOnClassesThat(describe("are events", type -> isNestedInOrIs(type, "Event")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("screens read views and send commands");

    static final ArchRule MESSAGES_ARE_RECORDS = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and()
            .areNotInterfaces()
            .and(describe(
                    "are commands or events", type -> isNestedInOrIs(type, "Command") || isNestedInOrIs(type, "Event")))
            .should(beRecords());

    static final ArchRule PROCESSING_GROUPS_HAVE_NAMES_OF_THEIR_OWN =
            classes().that().areAnnotatedWith(ProcessingGroup.class).should(haveAGroupOfTheirOwn());

    static final ArchRule NO_CREATE_IF_MISSING = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should(notCreateIfMissing())
            .because("a failing creation under that policy leaves the aggregate's lock held");

    static final ArchRule WHAT_IS_SAID_GOES_TO_THE_LOG = noClasses()
            .that()
            .resideOutsideOfPackage("..kaipan.benchmarks..")
            .and()
            .doNotHaveSimpleName("ReadyMessage")
            .and()
            .doNotHaveSimpleName("FirstPasswords")
            .should(ACCESS_STANDARD_STREAMS)
            .because("only addresses and first passwords are for whoever sits at the screen");

    static final ArchRule PACKAGES_SAY_WHAT_THEY_ARE_AND_ARE_NULL_MARKED =
            classes().that().resideInAPackage("..kaipan..").should(resideInANullMarkedPackage());

    static final List<ArchRule> ALL = List.of(
            DOMAIN_STANDS_ALONE,
            NO_CLOCK_AND_NO_CHANCE_IN_DOMAIN,
            ONE_CLOCK,
            AGGREGATES_ARE_BLIND_TO_EACH_OTHER,
            COMMANDS_ARE_SENT_BY_THE_DOOR,
            PROJECTIONS_SEE_NO_COMMAND,
            GRAPHQL_SEES_NEITHER_EVENTS_NOR_JDBC,
            MESSAGES_ARE_RECORDS,
            PROCESSING_GROUPS_HAVE_NAMES_OF_THEIR_OWN,
            NO_CREATE_IF_MISSING,
            WHAT_IS_SAID_GOES_TO_THE_LOG,
            PACKAGES_SAY_WHAT_THEY_ARE_AND_ARE_NULL_MARKED);

    private static DescribedPredicate<JavaMethodCall> nowWithoutClock() {
        return describe(
                "read the system clock",
                call -> call.getName().equals("now")
                                && Set.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)
                                        .stream()
                                        .anyMatch(type -> call.getTargetOwner().isEquivalentTo(type))
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class))
                        || call.getName().equals("currentTimeMillis"));
    }

    private static DescribedPredicate<JavaMethodCall> systemClockOrRandomId() {
        return nowWithoutClock()
                .or(describe(
                        "or make random ids or clocks",
                        call -> call.getName().equals("randomUUID")
                                || call.getName().startsWith("systemDefaultZone")
                                || call.getName().equals("systemUTC")));
    }

    private static boolean isNestedInOrIs(JavaClass type, String suffix) {
        return type.getPackageName().contains("domain")
                && (type.getSimpleName().endsWith(suffix) && type.isInterface()
                        || type.getEnclosingClass()
                                .filter(outer -> outer.isInterface()
                                        && outer.getSimpleName().endsWith(suffix))
                                .isPresent());
    }

    private static ArchCondition<JavaClass> onlyBeUsedByOwnPackageOrHandlersOfSeveral() {
        return new ArchCondition<>("only be used in their own package, or by handlers that hold their repository") {
            @Override
            public void check(JavaClass aggregate, ConditionEvents events) {
                aggregate.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass())
                        .filter(user -> user.getPackageName().contains("domain"))
                        .filter(user -> !user.getPackageName().equals(aggregate.getPackageName()))
                        .filter(user -> user.getFields().stream()
                                .noneMatch(field -> field.getRawType().isEquivalentTo(Repository.class)))
                        .forEach(user -> events.add(SimpleConditionEvent.violated(
                                aggregate, user.getName() + " uses the aggregate " + aggregate.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> beRecords() {
        return new ArchCondition<>("be records") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.isRecord()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is no record"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> haveAGroupOfTheirOwn() {
        return new ArchCondition<>("have a processing group of their own") {
            private final Map<String, String> owners = new HashMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String group = type.getAnnotationOfType(ProcessingGroup.class).value();
                String other = owners.putIfAbsent(group, type.getName());
                if (other != null && !other.equals(type.getName())) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " shares the processing group " + group + " with " + other));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> notCreateIfMissing() {
        return new ArchCondition<>("not create aggregates if missing") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> method.isAnnotatedWith(CreationPolicy.class))
                        .filter(method -> method.getAnnotationOfType(CreationPolicy.class)
                                .value()
                                .name()
                                .equals("CREATE_IF_MISSING"))
                        .forEach(method -> events.add(
                                SimpleConditionEvent.violated(type, method.getFullName() + " creates if missing")));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package with a null-marked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(org.jspecify.annotations.NullMarked.class)
                        .isPresent();
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no null-marked package-info (" + type.getName() + ")"));
                }
            }
        };
    }

    private HouseRules() {}
}
