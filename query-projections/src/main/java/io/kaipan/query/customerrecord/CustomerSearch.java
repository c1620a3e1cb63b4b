package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.personaldata.SearchTerm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that customers are linked to by those customers' names and numbers: by whoever stands for them now, so that a
 * merged customer's records are found under the survivor (CUS-4). The rights are those on the record (G-8).
 */
public final class CustomerSearch {
    private static final RowRights RIGHTS = new RowRights("k.project", "k.owner");
    private static final String LINKED =
            "view.customer_link k JOIN view.customer_record c ON c.customer_id = k.customer_id";

    /** What {@link #known} reads, to be added to a statement {@linkplain #joinedTo joined to} the customers. */
    public static final String COLUMNS = ", c.customer_id AS known_id, c.name_sealed AS known_name,"
            + " c.other_names_sealed AS known_others, c.phones_sealed AS known_phones";

    private final PersonalDataVault vault;
    private final BlindIndex index;
    private final Sealing sealing;

    public CustomerSearch(PersonalDataVault vault) {
        this.vault = vault;
        this.index = new BlindIndex(vault);
        this.sealing = new Sealing(vault, CustomerRecords.VIEW);
    }

    /** A customer's names and numbers, still sealed. */
    public record Known(
            CustomerId id,
            @Nullable String name,
            @Nullable String others,
            @Nullable String phones) {}

    /** Reads what was typed; empty when that is nothing but blanks. */
    public Optional<SearchTerm> term(@Nullable String typed) {
        return SearchTerm.of(typed, index);
    }

    /** Chooses the candidates. @param record the column with the record's id */
    public void narrow(Conditions conditions, String record, SearchTerm term, Actor actor) {
        Conditions linked = new Conditions();
        term.narrow(linked, "c.tokens", RIGHTS.sees(actor, linked));
        conditions.and(record + " IN (SELECT k.record_id FROM " + LINKED + " WHERE " + linked.sql() + ")");
        linked.parameters().forEach(conditions::with);
    }

    /** Joins whoever stands for a record's customer. @param record the column with the record's id */
    public static String joinedTo(String record) {
        return " JOIN (" + LINKED + ") ON k.record_id = " + record;
    }

    public static Known known(ResultSet row) throws SQLException {
        return new Known(
                new CustomerId(row.getString("known_id")),
                row.getString("known_name"),
                row.getString("known_others"),
                row.getString("known_phones"));
    }

    /** Fetches the keys of several customers at once. */
    public void prepare(Collection<Known> customers) {
        vault.prepare(customers.stream().map(Known::id).distinct().toList());
    }

    /** Whether a candidate is really meant; nobody is who is forgotten. @param seen whether the asker may see the record */
    public boolean means(SearchTerm term, Known known, boolean seen) {
        String name = sealing.open(known.id, "name", known.name);
        if (name == null) {
            return false;
        }
        Stream<String> others = StoredCustomer.Named.others(known.id, known.others, sealing).stream();
        return term.matches(
                Stream.concat(Stream.of(name), others).toList(),
                sealing.openPhones(known.id, "phones", known.phones),
                seen);
    }
}
