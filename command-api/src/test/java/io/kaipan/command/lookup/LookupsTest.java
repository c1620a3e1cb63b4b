package io.kaipan.command.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRule;
import io.kaipan.domain.customer.Merges.Clash;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.testing.PostgresForTests;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LookupsTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+8613812345678");
    private static final ProjectCode JYLW = new ProjectCode("JYLW");
    private static final UserName ZHANG = new UserName("zhang.min");
    private static final UserName LI = new UserName("li.qiang");

    private final PostgresForTests.Database database = PostgresForTests.freshDatabase();
    private final DataSource source = database.command();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));

    private final JdbcPhoneBook phones = new JdbcPhoneBook(jdbc, new TestVault());
    private final JdbcActiveLeads leads = new JdbcActiveLeads(jdbc);
    private final JdbcOpenOpportunities opportunities = new JdbcOpenOpportunities(jdbc);
    private final JdbcRelativePairs relatives = new JdbcRelativePairs(jdbc);
    private final JdbcMerges merges = new JdbcMerges(jdbc);
    private final JdbcCustomerCare care = new JdbcCustomerCare(jdbc);
    private final JdbcProjectBook projects = new JdbcProjectBook(jdbc);
    private final JdbcUserBook users = new JdbcUserBook(jdbc, new UserChanges());

    @Test
    @DisplayName("CUS-2 of many who claim one phone number at the same moment one wins, and all learn who")
    void onePhoneOneHolder() throws Exception {
        List<CustomerId> answers = atOnce(
                24, () -> new CustomerId(id("cust")), claimant -> inTransaction(() -> phones.claim(PHONE, claimant)));

        assertThat(answers).hasSize(24).containsOnly(phones.holderOf(PHONE).orElseThrow());
        assertThat(count("phone_claim")).isEqualTo(1);
    }

    @Test
    @DisplayName("CUS-5 of many who link two customers at the same moment, from either side, one does")
    void onePairOneLink() throws Exception {
        CustomerId wang = new CustomerId(id("cust"));
        CustomerId li = new CustomerId(id("cust"));
        List<Boolean> answers = atOnce(
                24,
                () -> id("lead").compareTo(id("lead")) < 0,
                fromWang -> inTransaction(() -> fromWang ? relatives.claim(wang, li) : relatives.claim(li, wang)));

        assertThat(answers).hasSize(24).containsOnlyOnce(true);
        relatives.release(li, wang);
        assertThat(relatives.claim(wang, li)).isTrue();
    }

    @Test
    @DisplayName("CUS-4, LEA-8 a place asked for while its customer is being merged waits, and is the survivor's")
    void placeOfTheMerged() throws Exception {
        CustomerId survivor = new CustomerId(id("cust"));
        CustomerId merged = new CustomerId(id("cust"));
        LeadId theirs = new LeadId(id("lead"));
        inTransaction(() -> leads.claim(survivor, JYLW, theirs, ZHANG));
        CountDownLatch held = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> merge = threads.submit(() -> transaction.executeWithoutResult(status -> {
                merges.hold(List.of(survivor, merged));
                held.countDown();
                Awaitility.await().until(() -> waiting() == 1);
                merges.join(survivor, List.of(merged));
            }));
            held.await();
            Future<LeadId> answer =
                    threads.submit(() -> inTransaction(() -> leads.claim(merged, JYLW, new LeadId(id("lead")), LI)));
            merge.get(20, TimeUnit.SECONDS);
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(theirs);
        }
        assertThat(care.of(merged)).containsExactly(new Care(JYLW, ZHANG));
    }

    @Test
    @DisplayName("CUS-4 brought apart, each has the places that are their own, and those come since stay")
    void placesApart() {
        ProjectCode wkc = new ProjectCode("WKC");
        CustomerId survivor = new CustomerId(id("cust"));
        CustomerId merged = new CustomerId(id("cust"));
        CustomerId along = new CustomerId(id("cust"));
        LeadId own = new LeadId(id("lead"));
        OpportunityId since = new OpportunityId(id("opp"));
        inTransaction(() -> leads.claim(merged, JYLW, own, ZHANG));
        transaction.executeWithoutResult(status -> {
            merges.join(merged, List.of(along));
            merges.join(survivor, List.of(merged, along));
        });
        inTransaction(() -> opportunities.claim(survivor, JYLW, since, LI));
        inTransaction(() -> leads.claim(along, wkc, new LeadId(id("lead")), LI));
        assertThat(opportunities.find(along, JYLW)).contains(since);
        assertThat(care.of(survivor)).hasSize(3);

        transaction.executeWithoutResult(status -> merges.part(survivor, List.of(merged, along)));

        assertThat(care.of(survivor)).containsExactly(new Care(JYLW, LI));
        assertThat(care.of(merged)).containsExactlyInAnyOrder(new Care(JYLW, ZHANG), new Care(wkc, LI));
        assertThat(care.of(along)).hasSize(2);
    }

    @Test
    @DisplayName("CUS-4 what both have in one project stands in the way of a merge, what only one has doesn't")
    void clashes() {
        CustomerId one = new CustomerId(id("cust"));
        CustomerId other = new CustomerId(id("cust"));
        LeadId ofOne = new LeadId(id("lead"));
        LeadId ofOther = new LeadId(id("lead"));
        inTransaction(() -> leads.claim(one, JYLW, ofOne, ZHANG));
        inTransaction(() -> opportunities.claim(other, JYLW, new OpportunityId(id("opp")), ZHANG));
        assertThat(merges.clash(one, other)).isEmpty();

        inTransaction(() -> leads.claim(other, JYLW, ofOther, ZHANG));
        assertThat(merges.clash(one, other))
                .contains(new Clash(CustomerRule.MERGE_TWO_ACTIVE_LEADS, "JYLW", ofOne.value(), ofOther.value()));
        transaction.executeWithoutResult(status -> leads.release(ofOther));
        inTransaction(() -> opportunities.claim(one, JYLW, new OpportunityId(id("opp")), ZHANG));
        assertThat(merges.clash(one, other)).map(Clash::rule).contains(CustomerRule.MERGE_TWO_OPEN_OPPORTUNITIES);
    }

    private long waiting() {
        return JdbcClient.create(database.owner())
                .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("CUS-2 a claim waits for the one before it, and wins when that one is rolled back")
    void rolledBackClaimGivesWay() throws Exception {
        CustomerId first = new CustomerId(id("cust"));
        CustomerId second = new CustomerId(id("cust"));
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch giveUp = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> loser = threads.submit(() -> transaction.executeWithoutResult(status -> {
                phones.claim(PHONE, first);
                claimed.countDown();
                await(giveUp);
                status.setRollbackOnly();
            }));
            await(claimed);
            Future<CustomerId> winner = threads.submit(() -> inTransaction(() -> phones.claim(PHONE, second)));
            awaitSessionsWaitingForALock(1);
            giveUp.countDown();

            assertThat(winner.get(10, TimeUnit.SECONDS)).isEqualTo(second);
            loser.get(10, TimeUnit.SECONDS);
        }
        assertThat(phones.holderOf(PHONE)).contains(second);
    }

    @Test
    @DisplayName("CUS-2 a released number is free, but only its holder releases it")
    void release() {
        CustomerId holder = new CustomerId(id("cust"));
        CustomerId stranger = new CustomerId(id("cust"));
        phones.claim(PHONE, holder);

        phones.release(PHONE, stranger);
        assertThat(phones.holderOf(PHONE)).contains(holder);
        phones.release(PHONE, holder);
        assertThat(phones.holderOf(PHONE)).isEmpty();

        phones.claim(PHONE, stranger);
        phones.claim(new PhoneNumber("+8613900001111"), stranger);
        phones.releaseAll(stranger);
        assertThat(count("phone_claim")).isZero();
    }

    @Test
    @DisplayName("G-5 the phone book holds no number")
    void noPlainNumber() {
        phones.claim(PHONE, new CustomerId(id("cust")));

        String stored = jdbc.sql(
                        "SELECT encode(fingerprint, 'escape') || encode(fingerprint, 'hex') FROM lookup.phone_claim")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain("13812345678");
    }

    @Test
    @DisplayName("LEA-8 of many leads of one customer in a project one is ACTIVE")
    void oneActiveLead() throws Exception {
        CustomerId customer = new CustomerId(id("cust"));
        List<LeadId> answers = atOnce(
                24,
                () -> new LeadId(id("lead")),
                claimant -> inTransaction(() -> leads.claim(customer, JYLW, claimant, ZHANG)));

        assertThat(answers).hasSize(24);
        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(count("active_lead")).isEqualTo(1);

        leads.release(answers.getFirst());
        LeadId next = new LeadId(id("lead"));
        assertThat(leads.claim(customer, JYLW, next, null)).isEqualTo(next);
    }

    @Test
    @DisplayName("LEA-8 another project is another place")
    void otherProject() {
        CustomerId customer = new CustomerId(id("cust"));
        LeadId here = new LeadId(id("lead"));
        LeadId there = new LeadId(id("lead"));
        assertThat(leads.claim(customer, JYLW, here, null)).isEqualTo(here);
        assertThat(leads.claim(customer, new ProjectCode("WKC"), there, null)).isEqualTo(there);
    }

    @Test
    @DisplayName("OPP-6 of many opportunities of one customer in a project one is open")
    void oneOpenOpportunity() throws Exception {
        CustomerId customer = new CustomerId(id("cust"));
        List<OpportunityId> answers = atOnce(
                24,
                () -> new OpportunityId(id("opp")),
                claimant -> inTransaction(() -> opportunities.claim(customer, JYLW, claimant, ZHANG)));

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(opportunities.find(customer, JYLW)).contains(answers.getFirst());
        assertThat(opportunities.exists(answers.getFirst())).isTrue();
        assertThat(opportunities.exists(new OpportunityId(id("opp")))).isFalse();
        assertThat(opportunities.find(customer, new ProjectCode("WKC"))).isEmpty();
    }

    @Test
    @DisplayName("OPP-6, OPP-7 a closed opportunity gives its place back and takes it again, unless another has it")
    void reopened() {
        CustomerId customer = new CustomerId(id("cust"));
        OpportunityId first = new OpportunityId(id("opp"));
        OpportunityId second = new OpportunityId(id("opp"));
        opportunities.claim(customer, JYLW, first, ZHANG);
        opportunities.release(first);
        assertThat(opportunities.find(customer, JYLW)).isEmpty();
        assertThat(opportunities.exists(first)).isTrue();
        assertThat(care.of(customer)).isEmpty();

        opportunities.reassign(first, LI);
        assertThat(opportunities.claim(customer, JYLW, first, LI)).isEqualTo(first);
        assertThat(care.of(customer)).containsExactly(new Care(JYLW, LI));

        opportunities.release(first);
        assertThat(opportunities.claim(customer, JYLW, second, ZHANG)).isEqualTo(second);
        assertThat(opportunities.claim(customer, JYLW, first, LI)).isEqualTo(second);
    }

    @Test
    @DisplayName("OPP-6 of many closed opportunities that are reopened at the same moment one is open afterwards")
    void reopenedAtOnce() throws Exception {
        CustomerId customer = new CustomerId(id("cust"));
        List<OpportunityId> closed = Stream.generate(() -> new OpportunityId(id("opp")))
                .limit(12)
                .peek(opportunity -> {
                    opportunities.claim(customer, JYLW, opportunity, ZHANG);
                    opportunities.release(opportunity);
                })
                .toList();
        Iterator<OpportunityId> next = closed.iterator();

        List<OpportunityId> answers = atOnce(closed.size(), next::next, claimant -> reopened(customer, claimant));

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(opportunities.find(customer, JYLW)).contains(answers.getFirst());
    }

    /** As the intake does it: a conflict is tried again in a transaction of its own. */
    private OpportunityId reopened(CustomerId customer, OpportunityId claimant) {
        while (true) {
            try {
                return inTransaction(() -> opportunities.claim(customer, JYLW, claimant, ZHANG));
            } catch (ConcurrencyFailureException conflict) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("G-8 a customer is in the care of active leads and open opportunities, with their owners")
    void care() {
        CustomerId customer = new CustomerId(id("cust"));
        LeadId lead = new LeadId(id("lead"));
        assertThat(care.of(customer)).isEmpty();

        leads.claim(customer, JYLW, lead, null);
        assertThat(care.of(customer)).containsExactly(new Care(JYLW, null));

        leads.reassign(lead, LI);
        assertThat(care.of(customer)).containsExactly(new Care(JYLW, LI));

        leads.release(lead);
        opportunities.claim(customer, JYLW, new OpportunityId(id("opp")), ZHANG);
        assertThat(care.of(customer)).containsExactly(new Care(JYLW, ZHANG));
    }

    @Test
    @DisplayName("PRJ-1 the project book gives back what was written, with all versions of the policies")
    void projectTerms() {
        assertThat(projects.find(JYLW)).isEmpty();
        ProjectTerms opened = terms(List.of());
        projects.save(opened);
        assertThat(projects.find(JYLW)).contains(opened);

        ProjectTerms later = terms(
                List.of(new PolicyVersion<>(1, LocalDate.of(2026, 11, 1), List.of(new Stage("初次接触", 10, null, null)))));
        projects.save(later);
        assertThat(projects.find(JYLW)).contains(later);
    }

    @Test
    @DisplayName("G-7 the user book gives back what was written")
    void userEntries() {
        UserEntry entry = new UserEntry(
                ZHANG, "张敏", Set.of(Role.CONSULTANT, Role.RECEPTION), Set.of(JYLW, new ProjectCode("WKC")), false);
        assertThat(users.find(ZHANG)).isEmpty();
        users.save(entry);
        assertThat(users.find(ZHANG)).contains(entry);

        UserEntry suspended = new UserEntry(ZHANG, "张敏", Set.of(Role.CONSULTANT), Set.of(), true);
        users.save(suspended);
        assertThat(users.find(ZHANG)).contains(suspended);
    }

    @Test
    @DisplayName("G-7 of two last administrators who leave at the same moment one stays")
    void lastAdmin() throws Exception {
        users.save(admin(ZHANG, false));
        users.save(admin(LI, false));
        List<UserName> leavers = new ArrayList<>(List.of(ZHANG, LI));

        List<Boolean> left = atOnce(
                2,
                leavers::removeFirst,
                leaver -> inTransaction(() -> {
                    boolean mayLeave = users.hasOtherAdmin(leaver);
                    if (mayLeave) {
                        users.save(admin(leaver, true));
                    }
                    return mayLeave;
                }));

        assertThat(left).containsExactlyInAnyOrder(true, false);
    }

    private static UserEntry admin(UserName name, boolean suspended) {
        return new UserEntry(name, name.value(), Set.of(Role.ADMIN), Set.of(), suspended);
    }

    private static ProjectTerms terms(List<PolicyVersion<Stage>> stages) {
        return new ProjectTerms(
                JYLW,
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Shanghai"),
                false,
                stages,
                List.of(),
                List.of(new PolicyVersion<>(1, LocalDate.of(2026, 11, 1), List.of(new CodedEntry("网络", "网络", true)))),
                List.of(),
                Map.of(
                        RelativeUse.DISCOUNT,
                        List.of(new PolicyVersion<>(1, LocalDate.of(2026, 11, 1), List.of(Relation.SPOUSE)))),
                List.of(),
                List.of());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private interface Work<A, T> {
        T with(A argument);
    }

    /** Lets threads begin at the same moment. */
    private static <A, T> List<T> atOnce(int threads, Supplier<A> arguments, Work<A, T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            A argument = arguments.get();
            tasks.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return work.with(argument);
            });
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<T> future : pool.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
        }
        return results;
    }

    private void awaitSessionsWaitingForALock(int sessions) {
        Awaitility.await().until(() -> jdbc.sql("""
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock'""").query(Integer.class).single() == sessions);
    }

    private int count(String table) {
        return jdbc.sql("SELECT count(*) FROM lookup." + table)
                .query(Integer.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(String prefix) {
        return TypeId.of(prefix, UUID.randomUUID());
    }
}
