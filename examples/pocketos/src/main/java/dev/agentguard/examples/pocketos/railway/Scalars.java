package dev.agentguard.examples.pocketos.railway;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** The schema's own scalars. */
final class Scalars {

    static final List<GraphQLScalarType> ALL = List.of(
            GraphQLScalarType.newScalar().name("DateTime").coercing(new Times()).build(),
            GraphQLScalarType.newScalar().name("JSON").coercing(new AsIs()).build(),
            GraphQLScalarType.newScalar()
                    .name("EnvironmentVariables")
                    .coercing(new AsIs())
                    .build());

    private Scalars() {}

    private static final class Times implements Coercing<Instant, String> {

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return Instant.parse(input.toString());
            } catch (DateTimeParseException e) {
                throw new CoercingParseValueException("not a time", e);
            }
        }

        @Override
        public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text && text.getValue() != null) {
                return parseValue(text.getValue(), context, locale);
            }
            throw new CoercingParseLiteralException("not a time");
        }
    }

    /** Only ever returned by this schema, never taken. */
    private static final class AsIs implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }
    }
}
