package wrong.kaipan.query.leadlist;

import org.axonframework.config.ProcessingGroup;

/** Shares its group with another. */
@ProcessingGroup("shared-name")
public class TwinProjection {}
