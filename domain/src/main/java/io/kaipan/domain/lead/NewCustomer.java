package io.kaipan.domain.lead;

import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.shared.Text;

/** The customer a new lead is about; found by phone, registered when unknown (CUS-2). */
public record NewCustomer(@Text(max = 50) String name, PhoneNumber phone) {}
