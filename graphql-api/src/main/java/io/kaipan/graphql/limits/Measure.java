package io.kaipan.graphql.limits;

/**
 * What a selection asks for. Numbers stop growing at {@code Integer.MAX_VALUE}.
 *
 * @param cost how many fields its answer can have
 * @param introspects whether it asks for the schema
 */
record Measure(long depth, long aliases, long directives, long rootFields, long cost, boolean introspects) {
    static final Measure NOTHING = new Measure(0, 0, 0, 0, 0, false);

    static Measure directives(int number) {
        return new Measure(0, 0, number, 0, 0, false);
    }

    /** Both, side by side. */
    Measure plus(Measure other) {
        return new Measure(
                Math.max(depth, other.depth),
                bounded(aliases + other.aliases),
                bounded(directives + other.directives),
                bounded(rootFields + other.rootFields),
                bounded(cost + other.cost),
                introspects || other.introspects);
    }

    /** A field around this selection, coming so many times. */
    Measure within(int ownAliases, int ownDirectives, long times) {
        return new Measure(
                bounded(depth + 1),
                bounded(aliases + ownAliases),
                bounded(directives + ownDirectives),
                1,
                bounded(times * (1 + cost)),
                introspects);
    }

    private static long bounded(long number) {
        return Math.min(number, Integer.MAX_VALUE);
    }
}
