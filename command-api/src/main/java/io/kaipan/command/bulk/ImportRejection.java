package io.kaipan.command.bulk;

import io.kaipan.command.intake.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that was refused (UNI-5).
 *
 * @param row counted in CSV records; 1 is the first after the header
 * @param line the line of the file where the row begins; 1 is the header's
 * @param column the header of the column at fault, as written; null when the row as a whole is at fault
 * @param code the refusal's stable code
 * @param rule the rule's id in the rulebook
 * @param details fill the sentence's placeholders
 */
public record ImportRejection(
        int row, long line, @Nullable String column, String code, String rule, Map<String, String> details) {
    /** The refusal, for whoever looks up its sentence. */
    public Refusal asRefusal() {
        return new Refusal(code, rule, column, null, details);
    }
}
