package io.kaipan.query.questionnaireanswers;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.questionnaire_answer}: the answer to one question. @param text sealed */
record StoredAnswer(
        String record,
        long version,
        String code,
        CustomerId customer,
        List<String> choices,
        @Nullable String number,
        @Nullable String text) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredAnswer> ANSWERS = Table.<StoredAnswer>named(
                    "questionnaire_answer", "record_id", "version", "code")
            .text("record_id", StoredAnswer::record)
            .number("version", StoredAnswer::version)
            .text("code", StoredAnswer::code)
            .link(CUSTOMER, StoredAnswer::customer)
            .texts("choices", StoredAnswer::choices)
            .text("number", StoredAnswer::number)
            .text("text_sealed", StoredAnswer::text)
            .reads(StoredAnswer::from);

    /** The answer of a forgotten customer. */
    StoredAnswer blank() {
        return new StoredAnswer(record, version, code, customer, choices, number, null);
    }

    static StoredAnswer from(ResultSet row) throws SQLException {
        return new StoredAnswer(
                row.getString("record_id"),
                row.getLong("version"),
                row.getString("code"),
                new CustomerId(row.getString(CUSTOMER)),
                Columns.values(row, "choices", Function.identity()),
                row.getString("number"),
                row.getString("text_sealed"));
    }
}
