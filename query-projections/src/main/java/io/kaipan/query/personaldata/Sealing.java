package io.kaipan.query.personaldata;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens what one view keeps of a customer's personal data (G-5). A column's name is sealed in with its text, so
 * that texts can't be moved about between columns or views.
 *
 * @param view the view's name
 */
public record Sealing(PersonalDataVault vault, String view) {
    /** Phones are in E.164, which has no blanks. */
    private static final String BETWEEN_PHONES = " ";

    /** Seals a text. @return null when there is nothing to seal, or the customer is forgotten */
    public @Nullable String seal(CustomerId customer, String column, @Nullable String plain) {
        if (plain == null) {
            return null;
        }
        try {
            return vault.seal(customer, field(column), plain);
        } catch (RuleViolation violation) {
            if (violation.rule() == SharedRule.CUSTOMER_FORGOTTEN) {
                return null;
            }
            throw violation;
        }
    }

    /** Opens a sealed text. @return null when there is none, or the customer is forgotten */
    public @Nullable String open(CustomerId customer, String column, @Nullable String sealed) {
        return sealed == null ? null : vault.open(customer, field(column), sealed);
    }

    /** Seals a customer's phones, given in E.164, into one text. */
    public @Nullable String sealPhones(CustomerId customer, String column, List<String> phones) {
        return seal(customer, column, String.join(BETWEEN_PHONES, phones));
    }

    /** Opens what {@link #sealPhones} has sealed; none when the customer is forgotten. */
    public List<String> openPhones(CustomerId customer, String column, @Nullable String sealed) {
        String joined = open(customer, column, sealed);
        return joined == null ? List.of() : List.of(joined.split(BETWEEN_PHONES));
    }

    private String field(String column) {
        return view + "." + column;
    }
}
