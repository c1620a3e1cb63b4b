package io.kaipan.domain.questionnaire;

import io.kaipan.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * One of the answers that can be chosen.
 *
 * @param code what answers keep for good
 * @param label what people read; null is taken as the code itself
 */
public record Choice(@Text(max = 40) String code, @Nullable String label) {
    public Choice {
        label = label == null ? code : label;
    }
}
