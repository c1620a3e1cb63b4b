package io.kaipan.domain.lead;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/** 目标联系人: a person to talk to other than the customer (LEA-1). */
public record ContactPerson(
        @Text(max = 50) String name, @Nullable PhoneNumber phone) {}
