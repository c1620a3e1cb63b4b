package io.kaipan.command.lookup;

import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.Assumptions.Phone;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.customer.PhoneBook;
import io.kaipan.domain.customer.PhoneNumber;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Phone numbers by their keyed hash in {@code lookup.phone_claim} (CUS-2); the numbers themselves are not stored. */
@Component
class JdbcPhoneBook implements PhoneBook {
    private final JdbcClient jdbc;
    private final PersonalDataVault vault;

    JdbcPhoneBook(JdbcClient jdbc, PersonalDataVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public Optional<CustomerId> holderOf(PhoneNumber phone) {
        return holderOf(fingerprint(phone));
    }

    @Override
    public boolean isHolder(CustomerId customer) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM lookup.phone_claim WHERE customer_id = ?)")
                .param(customer.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public CustomerId claim(PhoneNumber phone, CustomerId claimant) {
        byte[] fingerprint = fingerprint(phone);
        Optional<Assumptions> assumptions = Assumptions.current();
        if (assumptions.isPresent()) {
            assumptions.get().phones().add(new Phone(fingerprint, claimant.value()));
            return claimant;
        }
        return Claims.settle(
                () -> jdbc.sql("""
                        INSERT INTO lookup.phone_claim (fingerprint, customer_id) VALUES (?, ?)
                        ON CONFLICT (fingerprint) DO NOTHING""").params(fingerprint, claimant.value()).update() == 1,
                claimant,
                () -> holderOf(fingerprint));
    }

    @Override
    public void release(PhoneNumber phone, CustomerId holder) {
        jdbc.sql("DELETE FROM lookup.phone_claim WHERE fingerprint = ? AND customer_id = ?")
                .params(fingerprint(phone), holder.value())
                .update();
    }

    @Override
    public void hand(PhoneNumber phone, CustomerId holder, CustomerId next) {
        jdbc.sql("UPDATE lookup.phone_claim SET customer_id = ? WHERE fingerprint = ? AND customer_id = ?")
                .params(next.value(), fingerprint(phone), holder.value())
                .update();
    }

    @Override
    public void releaseAll(CustomerId holder) {
        jdbc.sql("DELETE FROM lookup.phone_claim WHERE customer_id = ?")
                .param(holder.value())
                .update();
    }

    private Optional<CustomerId> holderOf(byte[] fingerprint) {
        return jdbc.sql("SELECT customer_id FROM lookup.phone_claim WHERE fingerprint = ?")
                .param(fingerprint)
                .query(String.class)
                .optional()
                .map(CustomerId::new);
    }

    private byte[] fingerprint(PhoneNumber phone) {
        return vault.fingerprint("phone", phone.value());
    }
}
