package wrong.kaipan.query.leadlist;

import java.time.LocalDate;
import org.axonframework.config.ProcessingGroup;
import wrong.kaipan.domain.lead.WrongLeadCommand;

/** A projection that knows commands, reads the system clock and writes past the log. */
@ProcessingGroup("shared-name")
public class WrongProjection {
    LocalDate today = LocalDate.now();

    WrongLeadCommand.DoIt asked;

    void say() {
        System.out.println(today);
    }
}
