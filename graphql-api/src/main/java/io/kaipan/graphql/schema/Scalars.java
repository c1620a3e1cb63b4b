package io.kaipan.graphql.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The scalars of the schema; their descriptions stand in its files. */
final class Scalars {
    static final List<GraphQLScalarType> ALL = List.of(
            scalar("DateTime", text -> OffsetDateTime.parse(text).toInstant(), Instant.class),
            scalar("Date", LocalDate::parse, LocalDate.class),
            scalar("Decimal", BigDecimal::new, BigDecimal.class),
            scalar("Position", Long::valueOf, Long.class));

    private static <T> GraphQLScalarType scalar(String name, Function<String, T> parse, Class<T> type) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing<>(name, parse, type))
                .build();
    }

    /** A value written as text; whole numbers are taken as the text of their digits. */
    private record TextCoercing<T>(String name, Function<String, T> parse, Class<T> type)
            implements Coercing<T, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return type.cast(value).toString();
        }

        @Override
        public T parseValue(Object input, GraphQLContext context, Locale locale) {
            return switch (input) {
                case String text -> parsed(text);
                case Integer number -> parsed(number.toString());
                case Long number -> parsed(number.toString());
                case BigInteger number -> parsed(number.toString());
                default -> throw new CoercingParseValueException(name + " is written as a string");
            };
        }

        @Override
        public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                return switch (input) {
                    case StringValue text -> parsed(text.getValue());
                    case IntValue number -> parsed(number.getValue().toString());
                    default -> throw new CoercingParseLiteralException(name + " is written as a string");
                };
            } catch (CoercingParseValueException e) {
                throw new CoercingParseLiteralException(e.getMessage());
            }
        }

        private T parsed(String text) {
            try {
                return parse.apply(text);
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new CoercingParseValueException("This is no valid " + name);
            }
        }
    }

    private Scalars() {}
}
