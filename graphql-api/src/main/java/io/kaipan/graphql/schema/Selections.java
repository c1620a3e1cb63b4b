package io.kaipan.graphql.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.MergedField;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for anywhere below a field, so that no more is read. Worked out once for each document that is kept:
 * conditions on fields are left aside, and count as met.
 */
public final class Selections {
    /** By the field of the document itself; gone with the document. */
    private static final Cache<Field, Set<String>> KNOWN =
            Caffeine.newBuilder().weakKeys().build();

    /** Whether a field of one of these names is asked for below the field that is being fetched. */
    public static boolean askForAny(DataFetchingEnvironment environment, Set<String> names) {
        MergedField asked = environment.getMergedField();
        Map<String, FragmentDefinition> fragments = environment.getFragmentsByName();
        return asked.getFields().stream()
                .map(field -> KNOWN.get(field, it -> namesBelow(it, fragments)))
                .anyMatch(below -> !Collections.disjoint(below, names));
    }

    private static Set<String> namesBelow(Field field, Map<String, FragmentDefinition> fragments) {
        Set<String> names = new HashSet<>();
        collect(field.getSelectionSet(), fragments, new HashSet<>(), names);
        return Set.copyOf(names);
    }

    private static void collect(
            @Nullable SelectionSet set,
            Map<String, FragmentDefinition> fragments,
            Set<String> entered,
            Set<String> names) {
        if (set == null) {
            return;
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> {
                    names.add(field.getName());
                    collect(field.getSelectionSet(), fragments, entered, names);
                }
                case InlineFragment inline -> collect(inline.getSelectionSet(), fragments, entered, names);
                case FragmentSpread spread -> {
                    if (entered.add(spread.getName())) {
                        collect(fragments.get(spread.getName()).getSelectionSet(), fragments, entered, names);
                    }
                }
                default -> throw new IllegalStateException("Selections have no such part: " + selection);
            }
        }
    }

    private Selections() {}
}
