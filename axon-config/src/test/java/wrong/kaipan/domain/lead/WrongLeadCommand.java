package wrong.kaipan.domain.lead;

/** A command that is no record. */
public interface WrongLeadCommand {
    /** Not a record. */
    final class DoIt implements WrongLeadCommand {}
}
