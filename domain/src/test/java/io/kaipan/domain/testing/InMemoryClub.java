package io.kaipan.domain.testing;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberBook;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.member.PointsUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What commands look up about the owners' club, in memory. What a command writes goes back when it is refused. */
public final class InMemoryClub implements MemberBook, PointsLedger {
    private record Place(
            CustomerId customer,
            @Nullable MemberAccountId referrer,
            @Nullable CardNumber card,
            boolean open) {}

    private record Number(MemberAccountId account, int entry) {}

    private final InMemoryBooks books;
    private final Map<MemberAccountId, Place> places = new HashMap<>();
    private final Map<String, Long> series = new HashMap<>();
    private final Map<Number, PointsLedger.Entry> entries = new HashMap<>();

    public InMemoryClub(InMemoryBooks books) {
        this.books = books;
    }

    @Override
    public Optional<MemberBook.Entry> find(CardNumber card) {
        return find((Place place) -> card.equals(place.card));
    }

    @Override
    public Optional<MemberBook.Entry> find(CustomerId customer) {
        return find((Place place) -> place.open && isSame(place.customer, customer));
    }

    private Optional<MemberBook.Entry> find(Predicate<Place> wanted) {
        return places.entrySet().stream()
                .filter(place -> wanted.test(place.getValue()))
                .map(place -> new MemberBook.Entry(
                        place.getKey(),
                        books.present(place.getValue().customer),
                        place.getValue().open && place.getValue().card != null))
                .findFirst();
    }

    @Override
    public MemberAccountId claim(CustomerId customer, MemberAccountId claimant, @Nullable MemberAccountId referrer) {
        InMemoryBooks.undoOnRefusal(places);
        return find(customer).map(MemberBook.Entry::account).orElseGet(() -> {
            places.put(claimant, new Place(customer, referrer, null, true));
            return claimant;
        });
    }

    @Override
    public boolean isSame(CustomerId one, CustomerId other) {
        return books.present(one).equals(books.present(other));
    }

    @Override
    public boolean hasReferred(CustomerId customer, MemberAccountId account) {
        Set<CustomerId> referring = new HashSet<>();
        List<CustomerId> next = List.of(places.get(account).customer);
        while (!next.isEmpty()) {
            next = next.stream()
                    .filter(referring::add)
                    .flatMap(one -> places.values().stream().filter(place -> place.customer.equals(one)))
                    .flatMap(place -> Stream.ofNullable(place.referrer))
                    .map(referrer -> places.get(referrer).customer)
                    .toList();
        }
        return referring.stream().anyMatch(one -> isSame(one, customer));
    }

    @Override
    public CardNumber nextCard(MemberAccountId account, String prefix, int digits) {
        InMemoryBooks.undoOnRefusal(series);
        InMemoryBooks.undoOnRefusal(places);
        CardNumber card = CardNumber.of(prefix, digits, series.merge(prefix, 1L, Long::sum));
        places.computeIfPresent(account, (id, place) -> new Place(place.customer, place.referrer, card, place.open));
        return card;
    }

    @Override
    public void close(MemberAccountId account) {
        InMemoryBooks.undoOnRefusal(places);
        places.computeIfPresent(account, (id, place) -> new Place(place.customer, place.referrer, place.card, false));
    }

    @Override
    public boolean enter(MemberAccountId account, PointsLedger.Entry entry) {
        InMemoryBooks.undoOnRefusal(entries);
        boolean known = of(account)
                .anyMatch(other -> other.kind().equals(entry.kind())
                        && (other.cause().equals(entry.cause()) || isSameVisit(other, entry)));
        return !known && entries.putIfAbsent(new Number(account, entry.number()), entry) == null;
    }

    private static boolean isSameVisit(PointsLedger.Entry one, PointsLedger.Entry other) {
        return one.kind().equals(PointsKind.VIEWING.name())
                && one.project().equals(other.project())
                && one.day().equals(other.day());
    }

    /** The entries of an account, the oldest first. */
    public Stream<PointsLedger.Entry> of(MemberAccountId account) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().account.equals(account))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(PointsLedger.Entry::number));
    }

    @Override
    public Optional<PointsLedger.Entry> find(MemberAccountId account, int number) {
        return Optional.ofNullable(entries.get(new Number(account, number)));
    }

    @Override
    public Optional<PointsLedger.Entry> find(MemberAccountId account, String kind, String cause) {
        return of(account)
                .filter(entry -> entry.kind().equals(kind) && entry.cause().equals(cause))
                .findFirst();
    }

    @Override
    public List<PointsLedger.Entry> oldest(MemberAccountId account, long points) {
        List<PointsLedger.Entry> oldest = new ArrayList<>();
        long found = 0;
        for (PointsLedger.Entry entry :
                of(account).filter(entry -> entry.left() > 0).toList()) {
            if (found < points) {
                oldest.add(entry);
                found += entry.left();
            }
        }
        return oldest;
    }

    @Override
    public List<PointsLedger.Entry> due(MemberAccountId account, Instant now) {
        return of(account)
                .filter(entry -> entry.left() > 0
                        && entry.expiresAt() != null
                        && !entry.expiresAt().isAfter(now))
                .toList();
    }

    @Override
    public void use(MemberAccountId account, List<PointsUse> uses) {
        InMemoryBooks.undoOnRefusal(entries);
        uses.forEach(use -> change(account, use.entry(), use.points(), 0));
    }

    @Override
    public void expire(MemberAccountId account, List<PointsUse> uses) {
        InMemoryBooks.undoOnRefusal(entries);
        uses.forEach(use -> change(account, use.entry(), use.points(), use.points()));
    }

    private void change(MemberAccountId account, int number, int taken, int expired) {
        entries.computeIfPresent(
                new Number(account, number),
                (id, entry) -> new PointsLedger.Entry(
                        entry.number(),
                        entry.kind(),
                        entry.cause(),
                        entry.project(),
                        entry.day(),
                        entry.points(),
                        entry.left() - taken,
                        entry.expired() + expired,
                        entry.expiresAt(),
                        entry.voidedFor()));
    }

    @Override
    public void markVoided(MemberAccountId account, int number, String cause) {
        InMemoryBooks.undoOnRefusal(entries);
        entries.computeIfPresent(
                new Number(account, number),
                (id, entry) -> new PointsLedger.Entry(
                        entry.number(),
                        entry.kind(),
                        entry.cause(),
                        entry.project(),
                        entry.day(),
                        entry.points(),
                        entry.left(),
                        entry.expired(),
                        entry.expiresAt(),
                        cause));
    }
}
