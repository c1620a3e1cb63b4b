package io.kaipan.domain.customer;

import static io.kaipan.domain.testing.People.ADMIN;
import static io.kaipan.domain.testing.People.CONSULTANT;
import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.ZHANG;
import static io.kaipan.domain.testing.People.customer;
import static io.kaipan.domain.testing.People.lead;
import static io.kaipan.domain.testing.People.opportunity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerCommand.ChangeCustomerDetails;
import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.LinkRelative;
import io.kaipan.domain.customer.CustomerCommand.MergeCustomers;
import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerCommand.UnmergeCustomers;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerMergingTest {
    private static final CustomerId WANG = customer(1);
    private static final CustomerId TWIN = customer(2);
    private static final CustomerId THIRD = customer(3);
    private static final PhoneNumber MOBILE = new PhoneNumber("+8613812345678");
    private static final PhoneNumber OFFICE = new PhoneNumber("+862112345678");
    private static final PhoneNumber OTHER = new PhoneNumber("+8613900001111");
    private static final PhoneNumber NEW = new PhoneNumber("+8613700001111");
    private static final CustomerDetails OF_WANG = new CustomerDetails("wang@example.com", null, null, "怕吵");
    private static final CustomerDetails OF_TWIN = new CustomerDetails("old@example.com", "440301", null, null);
    private static final CustomerDetails OF_BOTH = new CustomerDetails("wang@example.com", "440301", null, "怕吵");
    private static final MergeCustomers MERGE = new MergeCustomers(WANG, TWIN, "同一人");
    private static final UnmergeCustomers UNMERGE = new UnmergeCustomers(WANG, TWIN, "两个人");

    private final SalesFloor floor = new SalesFloor(People.books());
    private final InMemoryBooks books = floor.books();

    @BeforeEach
    void twins() {
        floor.accept(new RegisterCustomer(WANG, "王芳", List.of(MOBILE), OF_WANG), CONSULTANT);
        floor.accept(new RegisterCustomer(TWIN, "王小芳", List.of(OTHER, OFFICE), OF_TWIN), CONSULTANT);
        floor.accept(new RegisterCustomer(THIRD, "王方", List.of(NEW), null), CONSULTANT);
        floor.news();
    }

    private void refused(Object command, Actor actor, Rule rule, @Nullable String field) {
        assertThatThrownBy(() -> floor.accept(command, actor)).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.field()).isEqualTo(field);
        });
        assertThat(floor.news()).isEmpty();
    }

    @Nested
    class Merging {
        @Test
        @DisplayName(
                "CUS-4 the survivor has both's numbers, keeps name and details, and fills gaps; both histories tell it")
        void produces() {
            assertThat(floor.accept(MERGE, MANAGER)).isEqualTo(WANG);

            assertThat(floor.news())
                    .containsExactly(
                            new CustomersMerged(
                                    WANG,
                                    WANG,
                                    TWIN,
                                    List.of(),
                                    List.of(MOBILE, OTHER, OFFICE),
                                    List.of("王小芳"),
                                    OF_BOTH,
                                    "同一人"),
                            new CustomersMerged(TWIN, WANG, TWIN, List.of(), List.of(), List.of(), OF_TWIN, "同一人"));
            assertThat(books.holderOf(OTHER)).contains(WANG);
            assertThat(books.isHolder(TWIN)).isFalse();
        }

        @Test
        @DisplayName("CUS-4 what the preview shows is what the merge does, and the preview does nothing")
        void preview() {
            Object shown = floor.accept(new MergePreview(WANG, TWIN), MANAGER);
            assertThat(floor.news()).isEmpty();
            assertThat(books.holderOf(OTHER)).contains(TWIN);

            floor.accept(MERGE, MANAGER);
            CustomersMerged merged = (CustomersMerged) floor.news().getFirst();
            assertThat(shown).isEqualTo(new MergeOutcome("王芳", merged.phones(), merged.otherNames(), merged.details()));
        }

        @Test
        @DisplayName(
                "LEA-8, OPP-6, CUS-2 places and numbers of the merged one are the survivor's, whoever asks for them")
        void places() {
            books.claim(TWIN, JYLW, lead(1), ZHANG);
            books.claim(TWIN, WKC, opportunity(1), ZHANG);
            floor.accept(MERGE, MANAGER);

            assertThat(books.activeLead(WANG, JYLW)).contains(lead(1));
            assertThat(books.claim(TWIN, JYLW, lead(2), ZHANG)).isEqualTo(lead(1));
            assertThat(books.find(WANG, WKC)).contains(opportunity(1));
            assertThat(floor.accept(new RegisterCustomer(customer(9), "王", List.of(OFFICE), null), CONSULTANT))
                    .isEqualTo(WANG);
        }

        @Test
        @DisplayName("CUS-4 nobody is merged with themselves")
        void refusesSelf() {
            refused(new MergeCustomers(WANG, WANG, "?"), MANAGER, CustomerRule.MERGE_WITH_SELF, "merged");
        }

        @Test
        @DisplayName("G-8 a manager must be in charge of both, and a forgotten customer is merged with nobody")
        void refusesOthers() {
            books.claim(TWIN, JYLW, lead(1), ZHANG);
            refused(MERGE, STRANGER, SharedRule.NOT_YOURS, null);
            refused(new MergeCustomers(TWIN, WANG, "?"), STRANGER, SharedRule.NOT_YOURS, null);
            refused(new MergePreview(WANG, TWIN), STRANGER, SharedRule.NOT_YOURS, null);

            floor.accept(new ForgetCustomer(THIRD, "本人要求"), ADMIN);
            floor.news();
            refused(new MergeCustomers(WANG, THIRD, "?"), MANAGER, SharedRule.CUSTOMER_FORGOTTEN, null);
            refused(new MergeCustomers(THIRD, WANG, "?"), MANAGER, SharedRule.CUSTOMER_FORGOTTEN, null);
        }

        @Test
        @DisplayName(
                "LEA-8, OPP-6 two active leads, or open opportunities, in one project are refused until one is closed")
        void refusesClashes() {
            books.claim(WANG, JYLW, lead(1), ZHANG);
            books.claim(TWIN, JYLW, lead(2), ZHANG);
            refused(MERGE, MANAGER, CustomerRule.MERGE_TWO_ACTIVE_LEADS, "merged");
            refused(new MergePreview(WANG, TWIN), MANAGER, CustomerRule.MERGE_TWO_ACTIVE_LEADS, "merged");
            assertThatThrownBy(() -> floor.accept(MERGE, MANAGER))
                    .isInstanceOfSatisfying(RuleViolation.class, clash -> assertThat(clash.details())
                            .containsEntry("project", "JYLW")
                            .containsEntry("survivors", lead(1).value())
                            .containsEntry("mergeds", lead(2).value()));
            books.release(lead(2));

            books.claim(WANG, WKC, opportunity(1), ZHANG);
            books.claim(TWIN, WKC, opportunity(2), ZHANG);
            refused(MERGE, MANAGER, CustomerRule.MERGE_TWO_OPEN_OPPORTUNITIES, "merged");
            assertThat(books.holderOf(OTHER)).contains(TWIN);
        }

        @Test
        @DisplayName("CUS-5 who are linked as relatives are two people")
        void refusesRelatives() {
            floor.accept(new LinkRelative(WANG, TWIN, Relation.SPOUSE, "结婚证"), CONSULTANT);
            floor.news();
            refused(MERGE, MANAGER, CustomerRule.MERGE_OF_RELATIVES, "merged");
        }

        @Test
        @DisplayName("CUS-4 who was merged takes no further command, and is pointed at the survivor")
        void refusesTheMerged() {
            floor.accept(MERGE, MANAGER);
            floor.news();

            refused(new RenameCustomer(TWIN, "王方", "?"), MANAGER, CustomerRule.CUSTOMER_MERGED, null);
            refused(
                    new ChangeCustomerDetails(TWIN, List.of(OTHER), null, "?"),
                    MANAGER,
                    CustomerRule.CUSTOMER_MERGED,
                    null);
            refused(new LinkRelative(TWIN, THIRD, Relation.CHILD, "户口本"), MANAGER, CustomerRule.CUSTOMER_MERGED, null);
            refused(new ForgetCustomer(TWIN, "?"), ADMIN, CustomerRule.CUSTOMER_MERGED, null);
            refused(new MergeCustomers(TWIN, THIRD, "?"), MANAGER, CustomerRule.CUSTOMER_MERGED, null);
            refused(new MergeCustomers(THIRD, TWIN, "?"), MANAGER, CustomerRule.CUSTOMER_MERGED, null);
            assertThatThrownBy(() -> floor.accept(new MergeCustomers(TWIN, WANG, "?"), MANAGER))
                    .as("a circle")
                    .isInstanceOfSatisfying(RuleViolation.class, refused -> {
                        assertThat(refused.rule()).isEqualTo(CustomerRule.CUSTOMER_MERGED);
                        assertThat(refused.details()).containsEntry("survivor", WANG.value());
                    });
        }

        @Test
        @DisplayName("CUS-4 a merge asked for again raises nothing")
        void staysQuiet() {
            floor.accept(MERGE, MANAGER);
            floor.news();

            assertThat(floor.accept(new MergeCustomers(WANG, TWIN, "再次"), MANAGER))
                    .isEqualTo(WANG);
            assertThat(floor.news()).isEmpty();
        }
    }

    @Nested
    class Unmerging {
        @Test
        @DisplayName("CUS-4 a wrong merge undone, both are who they were")
        void produces() {
            books.claim(WANG, WKC, lead(1), ZHANG);
            books.claim(TWIN, JYLW, lead(2), ZHANG);
            floor.accept(MERGE, MANAGER);
            floor.news();

            assertThat(floor.accept(UNMERGE, MANAGER)).isEqualTo(WANG);

            assertThat(floor.news())
                    .containsExactly(
                            new CustomersUnmerged(
                                    WANG, WANG, TWIN, List.of(), List.of(MOBILE), List.of(), OF_WANG, "两个人"),
                            new CustomersUnmerged(
                                    TWIN, WANG, TWIN, List.of(), List.of(OTHER, OFFICE), List.of(), OF_TWIN, "两个人"));
            assertThat(books.holderOf(OTHER)).contains(TWIN);
            assertThat(books.holderOf(MOBILE)).contains(WANG);
            assertThat(books.activeLead(WANG, WKC)).contains(lead(1));
            assertThat(books.activeLead(WANG, JYLW)).isEmpty();
            assertThat(books.activeLead(TWIN, JYLW)).contains(lead(2));
        }

        @Test
        @DisplayName("CUS-4 what came since the merge stays with the survivor, what was given up stays so")
        void since() {
            floor.accept(MERGE, MANAGER);
            books.claim(WANG, JYLW, lead(1), ZHANG);
            PhoneNumber since = new PhoneNumber("+8613600001111");
            floor.accept(
                    new ChangeCustomerDetails(
                            WANG, List.of(MOBILE, OTHER, since), OF_BOTH.filledFrom(CustomerDetails.NONE), "换号"),
                    CONSULTANT);
            floor.accept(new RenameCustomer(WANG, "王方芳", "正名"), CONSULTANT);
            floor.news();

            floor.accept(UNMERGE, MANAGER);

            assertThat(floor.news())
                    .containsExactly(
                            new CustomersUnmerged(
                                    WANG, WANG, TWIN, List.of(), List.of(MOBILE, since), List.of(), OF_WANG, "两个人"),
                            new CustomersUnmerged(
                                    TWIN, WANG, TWIN, List.of(), List.of(OTHER), List.of(), OF_TWIN, "两个人"));
            assertThat(books.activeLead(WANG, JYLW)).contains(lead(1));
            assertThat(books.holderOf(OFFICE)).isEmpty();
        }

        @Test
        @DisplayName("CUS-4 a chain: who came along goes along, and comes apart again in the opposite order")
        void chain() {
            books.claim(TWIN, JYLW, lead(1), ZHANG);
            floor.accept(MERGE, MANAGER);
            floor.accept(new MergeCustomers(THIRD, WANG, "又是同一人"), MANAGER);
            List<CustomersMerged> news = floor.news().stream()
                    .filter(CustomersMerged.class::isInstance)
                    .map(CustomersMerged.class::cast)
                    .toList();
            assertThat(news.subList(2, 5)).extracting(CustomersMerged::customer).containsExactly(THIRD, WANG, TWIN);
            assertThat(news.get(2).phones()).containsExactly(NEW, MOBILE, OTHER, OFFICE);
            assertThat(news.get(2).otherNames()).containsExactly("王芳", "王小芳");
            assertThat(books.activeLead(THIRD, JYLW)).contains(lead(1));
            assertThat(books.activeLead(TWIN, JYLW)).contains(lead(1));

            refused(UNMERGE, MANAGER, CustomerRule.CUSTOMER_MERGED, null);
            floor.accept(new UnmergeCustomers(THIRD, WANG, "分开"), MANAGER);
            assertThat(books.activeLead(WANG, JYLW)).contains(lead(1));
            assertThat(books.activeLead(THIRD, JYLW)).isEmpty();
            assertThat(books.holderOf(OTHER)).contains(WANG);
            floor.accept(UNMERGE, MANAGER);
            assertThat(books.activeLead(WANG, JYLW)).isEmpty();
            assertThat(books.activeLead(TWIN, JYLW)).contains(lead(1));
            assertThat(books.holderOf(OTHER)).contains(TWIN);
            floor.news();
            assertThat(floor.accept(MERGE, MANAGER)).isEqualTo(WANG);
            assertThat(floor.news()).hasSize(2);
        }

        @Test
        @DisplayName("CUS-4 what was never merged is not brought apart")
        void refuses() {
            refused(UNMERGE, MANAGER, CustomerRule.NOT_MERGED, "merged");
            floor.accept(MERGE, MANAGER);
            floor.news();
            refused(new UnmergeCustomers(WANG, THIRD, "?"), MANAGER, CustomerRule.NOT_MERGED, "merged");
            refused(new UnmergeCustomers(WANG, WANG, "?"), MANAGER, CustomerRule.MERGE_WITH_SELF, "merged");
            books.claim(WANG, JYLW, lead(1), ZHANG);
            refused(UNMERGE, STRANGER, SharedRule.NOT_YOURS, null);
        }

        @Test
        @DisplayName("CUS-1 both must have a number afterwards")
        void refusesNoNumber() {
            floor.accept(MERGE, MANAGER);
            floor.accept(new ChangeCustomerDetails(WANG, List.of(OTHER), null, "换号"), CONSULTANT);
            floor.news();
            refused(UNMERGE, MANAGER, CustomerRule.PHONE_REQUIRED, null);
        }

        @Test
        @DisplayName("CUS-4 undoing a merge twice raises nothing")
        void staysQuiet() {
            floor.accept(MERGE, MANAGER);
            floor.accept(UNMERGE, MANAGER);
            floor.news();

            assertThat(floor.accept(UNMERGE, MANAGER)).isEqualTo(WANG);
            assertThat(floor.news()).isEmpty();
        }
    }

    @Test
    @DisplayName("G-5 a survivor is forgotten with all who were merged into them; nothing is brought apart afterwards")
    void forgetting() {
        floor.accept(MERGE, MANAGER);
        floor.accept(new MergeCustomers(THIRD, WANG, "同一人"), MANAGER);
        floor.news();

        floor.accept(new ForgetCustomer(THIRD, "本人要求"), ADMIN);

        assertThat(floor.news())
                .containsExactly(
                        new CustomerForgotten(THIRD, "本人要求"),
                        new CustomerForgotten(WANG, "本人要求"),
                        new CustomerForgotten(TWIN, "本人要求"));
        assertThat(List.of(WANG, TWIN, THIRD)).noneMatch(books::hasKey);
        refused(new UnmergeCustomers(THIRD, WANG, "?"), MANAGER, SharedRule.CUSTOMER_FORGOTTEN, null);
        floor.accept(new ForgetCustomer(THIRD, "再次"), ADMIN);
        assertThat(floor.news()).isEmpty();
    }
}
