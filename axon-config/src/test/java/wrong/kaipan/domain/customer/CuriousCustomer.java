package wrong.kaipan.domain.customer;

import org.axonframework.commandhandling.gateway.CommandGateway;
import wrong.kaipan.domain.lead.WrongLead;

/** Looks into another aggregate and sends commands past the intake. */
public class CuriousCustomer {
    WrongLead seen;
    CommandGateway gateway;
}
