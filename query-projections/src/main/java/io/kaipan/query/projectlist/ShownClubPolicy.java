package io.kaipan.query.projectlist;

import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.query.projectlist.ProjectRow.Entry;
import io.kaipan.query.projectlist.ProjectRow.Policy;
import io.kaipan.query.projectlist.ProjectRow.Version;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the owners' club gives in a project and asks for (PTS-1, MEM-2). Each version has an entry for each figure that is
 * set: its name as the code, its value as the label.
 *
 * @param current what holds today; the rulebook's figures before the policy was first set
 * @param versions all of them, oldest first
 */
public record ShownClubPolicy(ClubPolicy current, List<Version> versions) {
    private static final RecordComponent[] FIGURES = ClubPolicy.class.getRecordComponents();

    static List<Entry> entries(ClubPolicy policy) {
        return Arrays.stream(FIGURES)
                .flatMap(figure -> Stream.ofNullable(value(figure, policy))
                        .map(value -> new Entry(figure.getName(), value.toString(), false, null)))
                .toList();
    }

    static ShownClubPolicy of(Policy policy) {
        Map<String, String> texts = policy.current().stream().collect(Collectors.toMap(Entry::code, Entry::label));
        return new ShownClubPolicy(texts.isEmpty() ? ClubPolicy.DEFAULT : read(texts), policy.versions());
    }

    private static @Nullable Object value(RecordComponent figure, ClubPolicy policy) {
        try {
            return figure.getAccessor().invoke(policy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClubPolicy read(Map<String, String> texts) {
        Class<?>[] types = Arrays.stream(FIGURES).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = Arrays.stream(FIGURES)
                .map(figure -> parse(figure.getType(), texts.get(figure.getName())))
                .toArray();
        try {
            return ClubPolicy.class.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object parse(Class<?> type, @Nullable String text) {
        return text == null || type == String.class ? text : Integer.valueOf(text);
    }
}
