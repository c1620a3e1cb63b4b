package io.kaipan.domain.project;

import io.kaipan.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * One stage (跟进阶段) of a project's list, in the order that opportunities move along (OPP-2).
 *
 * @param winProbability percent, 0 to 100
 * @param label what people read; null is taken as the code itself
 * @param retired whether opportunities may no longer move to it; null is taken as no
 */
public record Stage(
        @Text(max = 40) String code,
        int winProbability,
        @Nullable String label,
        @Nullable Boolean retired) implements PolicyEntry {
    public Stage {
        label = label == null ? code : label;
        retired = retired != null && retired;
    }
}
