package wrong.kaipan.domain.lead;

/** An event. */
public interface WrongLeadEvent {
    /** It happened. */
    record Done() implements WrongLeadEvent {}
}
