package io.kaipan.domain.customer;

import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.MergeCustomers;
import io.kaipan.domain.customer.CustomerCommand.UnmergeCustomers;
import io.kaipan.domain.shared.Stamp;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Makes two customers one, and two of one again (CUS-4); and forgets a person under all the customers they were (G-5).
 * Everybody concerned changes together: survivor, merged, and who was merged into them before.
 */
public final class CustomerMerging {
    private static final Comparator<CustomerId> BY_ID = Comparator.comparing(CustomerId::value);

    private final Repository<Customer> customers;
    private final CustomerCare care;
    private final PhoneBook book;
    private final RelativePairs relatives;
    private final Merges merges;
    private final PersonalDataKeys keys;

    public CustomerMerging(
            Repository<Customer> customers,
            CustomerCare care,
            PhoneBook book,
            RelativePairs relatives,
            Merges merges,
            PersonalDataKeys keys) {
        this.customers = customers;
        this.care = care;
        this.book = book;
        this.relatives = relatives;
        this.merges = merges;
        this.keys = keys;
    }

    @CommandHandler
    CustomerId decide(MergeCustomers merge, Stamp stamp) {
        Two two = load(merge.customer(), merge.merged(), stamp);
        if (two.merged.invoke(it -> it.isMergedInto(merge.customer()))) {
            two.survivor.execute(it -> it.requireOwn(stamp.actor(), care));
            return merge.customer();
        }
        Person merged = two.merged.invoke(Customer::person);
        merges.hold(Stream.concat(Stream.of(merge.customer()), merged.group().stream())
                .toList());
        MergeOutcome outcome = outcome(two, stamp);
        merged.phones().stream().sorted().forEach(phone -> book.hand(phone, merged.id(), merge.customer()));
        merges.join(merge.customer(), merged.group());
        two.survivor.execute(it -> it.absorb(merged, outcome, merge.reason()));
        each(merged.group(), it -> it.follow(merge.customer(), merged, merge.reason()));
        return merge.customer();
    }

    /** The merge itself, up to where it would change something. */
    @CommandHandler
    MergeOutcome decide(MergePreview preview, Stamp stamp) {
        return outcome(load(preview.survivor(), preview.merged(), stamp), stamp);
    }

    private MergeOutcome outcome(Two two, Stamp stamp) {
        two.survivor.execute(it -> it.requireOwn(stamp.actor(), care));
        two.merged.execute(it -> it.requireOwn(stamp.actor(), care));
        Person survivor = two.survivor.invoke(Customer::person);
        Person merged = two.merged.invoke(Customer::person);
        CustomerRule.MERGE_OF_RELATIVES.refuseIf(relatives.areLinked(survivor.id(), merged.id()), "merged");
        merges.clash(survivor.id(), merged.id()).ifPresent(clash -> {
            throw clash.rule()
                    .violation()
                    .at("merged")
                    .with("project", clash.project())
                    .with("survivors", clash.survivors())
                    .with("mergeds", clash.mergeds());
        });
        return survivor.with(merged);
    }

    @CommandHandler
    CustomerId decide(UnmergeCustomers unmerge, Stamp stamp) {
        Two two = load(unmerge.customer(), unmerge.merged(), stamp);
        two.survivor.execute(it -> it.requireOwn(stamp.actor(), care));
        if (two.survivor.invoke(it -> it.hasParted(unmerge.merged()))) {
            return unmerge.customer();
        }
        Absorbed parting = two.survivor.invoke(it -> it.absorbed(unmerge.merged()));
        List<CustomerId> group = Stream.concat(Stream.of(parting.customer()), parting.along().stream())
                .toList();
        merges.hold(Stream.concat(Stream.of(unmerge.customer()), group.stream()).toList());
        List<PhoneNumber> back = two.survivor.invoke(it -> it.partWith(parting, unmerge.reason()));
        back.stream().sorted().forEach(phone -> book.hand(phone, unmerge.customer(), parting.customer()));
        merges.part(unmerge.customer(), group);
        each(group, it -> it.standAlone(unmerge.customer(), parting, back, unmerge.reason()));
        return unmerge.customer();
    }

    @CommandHandler
    CustomerId decide(ForgetCustomer forget, Stamp stamp) {
        Aggregate<Customer> person = customers.load(forget.customer().value(), stamp.expectedVersion());
        List<CustomerId> along = person.invoke(it -> it.forgettable(stamp.actor(), care));
        person.execute(it -> it.forget(forget.reason(), book, keys));
        each(along, it -> it.forget(forget.reason(), book, keys));
        return forget.customer();
    }

    private record Two(Aggregate<Customer> survivor, Aggregate<Customer> merged) {}

    /** Loads two customers in the order of their ids, so that nobody waits for somebody who waits. */
    private Two load(CustomerId survivor, CustomerId merged, Stamp stamp) {
        CustomerRule.MERGE_WITH_SELF.refuseIf(survivor.equals(merged), "merged");
        SortedMap<String, Aggregate<Customer>> loaded = new TreeMap<>();
        for (CustomerId each : Stream.of(survivor, merged).sorted(BY_ID).toList()) {
            Long expected = each.equals(survivor) ? stamp.expectedVersion() : null;
            loaded.put(each.value(), customers.load(each.value(), expected));
        }
        return new Two(
                Objects.requireNonNull(loaded.get(survivor.value())),
                Objects.requireNonNull(loaded.get(merged.value())));
    }

    private void each(Collection<CustomerId> some, Consumer<Customer> change) {
        some.stream().sorted(BY_ID).forEach(one -> customers.load(one.value()).execute(change));
    }
}
