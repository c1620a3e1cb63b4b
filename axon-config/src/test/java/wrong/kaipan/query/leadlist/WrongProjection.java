package wrong.kaipan.query.leadlist;

import java.time.LocalDate;
import org.axonframework.config.ProcessingGroup;
import wrong.kaipan.domain.lead.WrongLeadCommand;

/** A projection that knows commands and reads the system clock. */
@ProcessingGroup("shared-name")
public class WrongProjection {
    LocalDate today = LocalDate.now();

    WrongLeadCommand.DoIt asked;
}
