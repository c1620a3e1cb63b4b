package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members in {@code lookup.member_account}, and their cards' series in {@code lookup.card_series} (MEM-1). */
@Component
class JdbcMemberBook implements MemberBook {
    private final JdbcClient jdbc;

    JdbcMemberBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Entry> find(CardNumber card) {
        return jdbc.sql(
                        "SELECT account_id, customer_id, card_number, open FROM lookup.member_account WHERE card_number = ?")
                .param(card.value())
                .query(JdbcMemberBook::entry)
                .optional();
    }

    @Override
    public Optional<Entry> find(CustomerId customer) {
        return jdbc.sql("""
                SELECT account_id, customer_id, card_number, open FROM lookup.member_account
                WHERE customer_id = lookup.present_customer(?) AND open""")
                .param(customer.value())
                .query(JdbcMemberBook::entry)
                .optional();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new MemberAccountId(row.getString("account_id")),
                new CustomerId(row.getString("customer_id")),
                row.getBoolean("open") && row.getString("card_number") != null);
    }

    @Override
    public MemberAccountId claim(CustomerId customer, MemberAccountId claimant, @Nullable MemberAccountId referrer) {
        return Claims.settle(
                () -> jdbc.sql("""
                        INSERT INTO lookup.member_account (account_id, customer_id, referrer_id) VALUES (?, ?, ?)
                        ON CONFLICT (customer_id) WHERE open DO NOTHING""")
                                .params(claimant.value(), customer.value(), referrer == null ? null : referrer.value())
                                .update()
                        == 1,
                claimant,
                () -> find(customer).map(Entry::account));
    }

    @Override
    public boolean isSame(CustomerId one, CustomerId other) {
        return jdbc.sql("SELECT lookup.present_customer(?) = lookup.present_customer(?)")
                .params(one.value(), other.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean hasReferred(CustomerId customer, MemberAccountId account) {
        return jdbc.sql("""
                WITH RECURSIVE referring AS (
                    SELECT customer_id FROM lookup.member_account WHERE account_id = :account
                    UNION
                    SELECT referrer.customer_id
                    FROM referring
                    JOIN lookup.member_account referred USING (customer_id)
                    JOIN lookup.member_account referrer ON referrer.account_id = referred.referrer_id)
                SELECT EXISTS (SELECT FROM referring WHERE customer_id = lookup.present_customer(:customer))""")
                .param("account", account.value())
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public CardNumber nextCard(MemberAccountId account, String prefix, int digits) {
        long number = jdbc.sql("""
                INSERT INTO lookup.card_series AS series (prefix, last) VALUES (?, 1)
                ON CONFLICT (prefix) DO UPDATE SET last = series.last + 1 RETURNING last""").param(prefix).query(Long.class).single();
        CardNumber card = CardNumber.of(prefix, digits, number);
        jdbc.sql("UPDATE lookup.member_account SET card_number = ? WHERE account_id = ?")
                .params(card.value(), account.value())
                .update();
        return card;
    }

    @Override
    public void close(MemberAccountId account) {
        jdbc.sql("UPDATE lookup.member_account SET open = false WHERE account_id = ?")
                .param(account.value())
                .update();
    }
}
