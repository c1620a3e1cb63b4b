package io.kaipan.query.readtrail;

import io.kaipan.domain.customer.CustomerId;
import java.time.Instant;
import java.util.List;

/**
 * One read of personal data (G-8).
 *
 * @param user login name of the reader
 * @param roles the reader's roles at that moment
 * @param what what was asked, for example {@code leads}
 * @param customers whose data was shown
 */
public record PersonalDataRead(
        long id, Instant at, String user, List<String> roles, String what, List<CustomerId> customers) {}
