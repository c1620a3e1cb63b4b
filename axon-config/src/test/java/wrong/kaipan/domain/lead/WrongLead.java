package wrong.kaipan.domain.lead;

import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** An aggregate that breaks the rules of its room. */
public class WrongLead {
    @AggregateIdentifier
    String id = UUID.randomUUID().toString();

    Instant madeAt = Instant.now();

    Connection connection;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public void decide(WrongLeadCommand.DoIt command) {}
}
