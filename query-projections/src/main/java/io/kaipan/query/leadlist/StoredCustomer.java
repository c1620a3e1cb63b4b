package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.lead_customer}: what lists of leads show of a customer, sealed, and the tokens to find them by.
 *
 * @param survivor who stands for them since a merge (CUS-4); null when they stand for themselves
 */
record StoredCustomer(
        CustomerId id,
        @Nullable String name,
        @Nullable String phones,
        Tokens nameTokens,
        Tokens phoneTokens,
        boolean forgotten,
        @Nullable CustomerId survivor) {
    static final Table<StoredCustomer> CUSTOMERS = Table.<StoredCustomer>named("lead_customer", "customer_id")
            .text("customer_id", StoredCustomer::id)
            .text("name_sealed", StoredCustomer::name)
            .text("phones_sealed", StoredCustomer::phones)
            .numbers("name_tokens", StoredCustomer::nameTokens)
            .numbers("phone_tokens", StoredCustomer::phoneTokens)
            .flag("forgotten", StoredCustomer::forgotten)
            .text("survivor_id", StoredCustomer::survivor)
            .reads(row -> StoredCustomer.from(row, Tokens.in(row, "name_tokens"), Tokens.in(row, "phone_tokens")));

    /** Reads a row. @param nameTokens and {@code phoneTokens} are left to those who need them: questions don't */
    static StoredCustomer from(ResultSet row, Tokens nameTokens, Tokens phoneTokens) throws SQLException {
        return new StoredCustomer(
                new CustomerId(row.getString("customer_id")),
                row.getString("name_sealed"),
                row.getString("phones_sealed"),
                nameTokens,
                phoneTokens,
                row.getBoolean("forgotten"),
                Columns.valueOrNull(row, "survivor_id", CustomerId::new));
    }

    /** A customer about whom nothing can be told (any more). */
    static StoredCustomer forgotten(CustomerId id) {
        return new StoredCustomer(id, null, null, Tokens.NONE, Tokens.NONE, true, null);
    }

    /** The same customer, forgotten. */
    StoredCustomer blank() {
        return forgotten(id).stoodForBy(survivor);
    }

    /** The same customer under a new name. @param plain null once the customer is forgotten */
    StoredCustomer named(@Nullable String plain, Sealing sealing, BlindIndex index) {
        String sealed = sealing.seal(id, "name", plain);
        return plain == null || sealed == null
                ? blank()
                : new StoredCustomer(id, sealed, phones, index.ofName(plain), phoneTokens, false, survivor);
    }

    /** The same customer with other phones. @param plain null once the customer is forgotten */
    StoredCustomer reachedAt(@Nullable List<PhoneNumber> plain, Sealing sealing, BlindIndex index) {
        if (plain == null) {
            return blank();
        }
        List<String> numbers = plain.stream().map(PhoneNumber::value).toList();
        String sealed = sealing.sealPhones(id, "phones", numbers);
        return sealed == null
                ? blank()
                : new StoredCustomer(id, name, sealed, nameTokens, index.ofPhones(numbers), false, survivor);
    }

    /** The same customer, for whom another stands since a merge (CUS-4). @param next null when they stand for themselves */
    StoredCustomer stoodForBy(@Nullable CustomerId next) {
        return new StoredCustomer(id, name, phones, nameTokens, phoneTokens, forgotten, next);
    }

    Tokens tokens() {
        return nameTokens.and(phoneTokens);
    }
}
