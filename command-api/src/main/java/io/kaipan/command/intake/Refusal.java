package io.kaipan.command.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a command was refused (G-6). Its sentence is looked up by code and language.
 *
 * @param code stable, machine-readable
 * @param ruleId the rule's id in the rulebook
 * @param field path in the command's body, for example {@code customer.phone}; null when the fault is not in the body
 * @param currentVersion the record's version, where the sender's was stale; else null
 * @param details fill the sentence's placeholders
 */
public record Refusal(
        String code,
        String ruleId,
        @Nullable String field,
        @Nullable Long currentVersion,
        Map<String, String> details) {}
