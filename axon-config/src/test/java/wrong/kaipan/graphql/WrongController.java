package wrong.kaipan.graphql;

import javax.sql.DataSource;
import wrong.kaipan.domain.lead.WrongLeadEvent;

/** A controller that reads events and tables. */
public class WrongController {
    WrongLeadEvent.Done event;
    DataSource tables;
}
