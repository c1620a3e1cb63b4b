package io.kaipan.domain.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kaipan.domain.shared.TypeId;

/** The id of a customer (G-3), for example {@code cust_01h455vb4pex5vsknk084sn02q}. */
public record CustomerId(@JsonValue String value) {
    public static final String PREFIX = "cust";

    public CustomerId {
        TypeId.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
