package io.kaipan.graphql.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures an operation. Each fragment is measured once and counted at each use, so that a document made to explode is
 * measured in the time it takes to read it. A page of so many entries makes the lists directly below it so long; other
 * lists are short and count once. What the schema doesn't know costs like a plain field: validation refuses it anyway.
 */
final class Measuring {
    private static final long DEFAULT_PAGE = 50;
    private static final Set<String> PAGE_SIZES = Set.of("first", "last");
    private static final String KEYS = "ids";

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Map<String, Object> variables;
    private final Map<FragmentUse, Measure> measured = new HashMap<>();
    private final Set<FragmentUse> underWay = new HashSet<>();
    private boolean usesVariables;

    private Measuring(
            GraphQLSchema schema, Document document, OperationDefinition operation, Map<String, Object> variables) {
        this.schema = schema;
        this.variables = variables;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        }
    }

    /** What an operation asks for. @param usesVariables whether its cost depends on its variables */
    record Result(Measure measure, boolean usesVariables) {}

    static Result of(
            GraphQLSchema schema, Document document, OperationDefinition operation, Map<String, Object> variables) {
        Measuring measuring = new Measuring(schema, document, operation, variables);
        GraphQLFieldsContainer root =
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                };
        Measure measure = measuring
                .selections(operation.getSelectionSet(), root, 1)
                .plus(Measure.directives(operation.getDirectives().size()));
        return new Result(measure, measuring.usesVariables);
    }

    /** @param page how long the lists directly in here are */
    private Measure selections(@Nullable SelectionSet set, @Nullable GraphQLFieldsContainer parent, long page) {
        Measure sum = Measure.NOTHING;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                sum = sum.plus(selection(selection, parent, page));
            }
        }
        return sum;
    }

    private Measure selection(Selection<?> selection, @Nullable GraphQLFieldsContainer parent, long page) {
        return switch (selection) {
            case Field field -> field(field, parent, page);
            case InlineFragment inline -> {
                GraphQLFieldsContainer on = inline.getTypeCondition() == null
                        ? parent
                        : container(inline.getTypeCondition().getName());
                yield selections(inline.getSelectionSet(), on, page)
                        .plus(Measure.directives(inline.getDirectives().size()));
            }
            case FragmentSpread spread ->
                fragment(new FragmentUse(spread.getName(), page))
                        .plus(Measure.directives(spread.getDirectives().size()));
            default -> Measure.NOTHING;
        };
    }

    private record FragmentUse(String name, long page) {}

    private Measure fragment(FragmentUse use) {
        Measure known = measured.get(use);
        FragmentDefinition fragment = fragments.get(use.name());
        if (known != null || fragment == null || !underWay.add(use)) {
            return known == null ? Measure.NOTHING : known;
        }
        Measure measure = selections(
                        fragment.getSelectionSet(),
                        container(fragment.getTypeCondition().getName()),
                        use.page())
                .plus(Measure.directives(fragment.getDirectives().size()));
        underWay.remove(use);
        measured.put(use, measure);
        return measure;
    }

    private Measure field(Field field, @Nullable GraphQLFieldsContainer parent, long page) {
        int aliases = field.getAlias() == null ? 0 : 1;
        int directives = field.getDirectives().size();
        if (field.getName().equals("__schema") || field.getName().equals("__type")) {
            return new Measure(1, aliases, directives, 1, 1, true);
        }
        GraphQLFieldDefinition definition = parent == null ? null : parent.getFieldDefinition(field.getName());
        if (definition == null) {
            return selections(field.getSelectionSet(), null, 1).within(aliases, directives, 1);
        }
        boolean isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        Long size = pageSize(field, definition);
        Measure inner = selections(
                field.getSelectionSet(),
                container(GraphQLTypeUtil.unwrapAll(definition.getType()).getName()),
                isList || size == null ? 1 : size);
        return inner.within(aliases, directives, isList ? (size == null ? page : size) : 1);
    }

    /** How many entries a field asks for; null when it has no such argument. */
    private @Nullable Long pageSize(Field field, GraphQLFieldDefinition definition) {
        if (definition.getArgument(KEYS) != null) {
            return sizeOf(field, KEYS);
        }
        if (PAGE_SIZES.stream().noneMatch(name -> definition.getArgument(name) != null)) {
            return null;
        }
        return PAGE_SIZES.stream()
                .map(name -> sizeOf(field, name))
                .filter(size -> size != null)
                .max(Long::compare)
                .orElse(DEFAULT_PAGE);
    }

    private @Nullable Long sizeOf(Field field, String argument) {
        for (Argument given : field.getArguments()) {
            if (given.getName().equals(argument)) {
                return sizeOf(given.getValue());
            }
        }
        return null;
    }

    private @Nullable Long sizeOf(@Nullable Object value) {
        return switch (value) {
            case IntValue number -> Math.max(0, number.getValue().longValue());
            case Number number -> Math.max(0, number.longValue());
            case ArrayValue list -> (long) list.getValues().size();
            case Collection<?> list -> (long) list.size();
            case VariableReference variable -> {
                usesVariables = true;
                String name = variable.getName();
                yield sizeOf(variables.containsKey(name) ? variables.get(name) : defaults.get(name));
            }
            case null, default -> null;
        };
    }

    private @Nullable GraphQLFieldsContainer container(String name) {
        GraphQLType type = schema.getType(name);
        return type instanceof GraphQLFieldsContainer container ? container : null;
    }
}
