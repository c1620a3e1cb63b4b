package io.kaipan.domain.project;

import io.kaipan.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a policy's list: a code that records keep for good, and what people read. Retired, never deleted (G-11).
 *
 * @param label what people read; null is taken as the code itself
 * @param retired whether new records may no longer use it; null is taken as no
 */
public record CodedEntry(
        @Text(max = 40) String code,
        @Nullable String label,
        @Nullable Boolean retired) implements PolicyEntry {
    public CodedEntry {
        label = label == null ? code : label;
        retired = retired != null && retired;
    }
}
