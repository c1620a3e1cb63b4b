package io.kaipan.command.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * One command for many records (OPP-4, OPP-7): each record's is a command of its own with a transaction of its own, so that
 * one that is refused holds up no other, and the answer tells of each.
 */
public class EachOfMany {
    private final Intake intake;

    public EachOfMany(Intake intake) {
        this.intake = intake;
    }

    /** What became of the command for one record. */
    public record OfRecord(String record, Outcome outcome) {}

    /**
     * Sends a command for each record, in their order, and once for a record named twice. Under an idempotency key each
     * record has a key of its own made from it, so that the same request sent again, after an error half way too, changes
     * only what was not changed before.
     *
     * @param command without the record in its body
     * @param component the command's component that names the record
     * @throws AccessRefused when the actor's roles may not send it at all
     * @throws StoreUnavailable when the store can't be reached; what was changed before is, and stands under its keys
     */
    public List<OfRecord> accept(CommandRequest command, String component, List<String> records) {
        SequencedSet<String> each = new LinkedHashSet<>(records);
        List<OfRecord> answers = new ArrayList<>();
        for (String record : each) {
            ObjectNode body = ((ObjectNode) command.body()).deepCopy();
            body.put(component, record);
            String key = command.idempotencyKey();
            answers.add(new OfRecord(
                    record,
                    intake.accept(new CommandRequest(
                            command.name(),
                            body,
                            command.actor(),
                            command.scope(),
                            key == null ? null : key + "/" + record,
                            command.refusalStands()))));
        }
        return List.copyOf(answers);
    }
}
