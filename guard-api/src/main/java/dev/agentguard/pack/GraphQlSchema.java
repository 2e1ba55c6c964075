package dev.agentguard.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.graphql.ConstantValue;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root fields of a provider's published schema: which operations there are, what they say of themselves, and what
 * an argument is when it is left out.
 *
 * @param fields the root fields by the operation's type, then by name
 */
record GraphQlSchema(Map<String, Map<String, Field>> fields) {

    private static final int LARGEST = 20_000_000;

    /**
     * A root field.
     *
     * @param description what the schema says of it; empty if nothing
     * @param defaults the values of arguments that are left out
     */
    record Field(String description, Map<String, @Nullable Object> defaults) {}

    /** Returns the root field that an operation selects, or null if there is none. */
    @Nullable
    Field field(Operation operation) {
        return fields.getOrDefault(operation.type(), Map.of()).get(operation.name());
    }

    /** Returns whether there is no such operation. */
    boolean lacks(String type, String name) {
        return !fields.getOrDefault(type, Map.of()).containsKey(name);
    }

    /** Returns the operation with the values that the server fills in for arguments that were left out. */
    Operation completed(Operation operation) {
        Field field = field(operation);
        if (field == null || field.defaults().isEmpty()) {
            return operation;
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(field.defaults());
        arguments.putAll(operation.arguments());
        return new Operation(
                operation.protocol(),
                operation.host(),
                operation.path(),
                operation.type(),
                operation.name(),
                arguments,
                operation.evidence());
    }

    /**
     * Reads a schema, written in the schema language or as the answer to an introspection query.
     *
     * @throws IllegalArgumentException if it is neither; the message names file, line and column
     */
    static GraphQlSchema parse(String fileName, String text) {
        if (text.length() > LARGEST) {
            throw new IllegalArgumentException("`" + fileName + "`: a schema of over " + LARGEST + " characters");
        }
        Document document =
                text.stripLeading().startsWith("{") ? introspected(fileName, text) : written(fileName, text);
        Map<String, String> roots = roots(document);
        Map<String, Map<String, Field>> fields = new HashMap<>();
        for (ObjectTypeDefinition type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            String operation = roots.get(type.getName());
            if (operation != null) {
                Map<String, Field> of = fields.computeIfAbsent(operation, unused -> new HashMap<>());
                type.getFieldDefinitions().forEach(field -> of.put(field.getName(), field(field)));
            }
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "`" + fileName + "`: no root type in it, expected a schema with a type `Query` or `Mutation`");
        }
        return new GraphQlSchema(fields);
    }

    private static Document written(String fileName, String text) {
        ParserOptions options = ParserOptions.getDefaultSdlParserOptions()
                .transform(builder -> builder.captureIgnoredChars(false)
                        .captureLineComments(false)
                        .maxCharacters(LARGEST)
                        .maxTokens(LARGEST)
                        .maxWhitespaceTokens(LARGEST));
        try {
            return Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .parserOptions(options)
                    .locale(Locale.ROOT)
                    .build());
        } catch (InvalidSyntaxException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLine();
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumn();
            throw new IllegalArgumentException(
                    fileName + ":" + line + ":" + column
                            + ": not a GraphQL schema, expected the schema language or the JSON of an introspection",
                    e);
        }
    }

    private static Document introspected(String fileName, String text) {
        try {
            Map<String, @Nullable Object> answer = new ObjectMapper().readValue(text, new TypeReference<>() {});
            Object data = answer.get("data") instanceof Map<?, ?> inner ? inner : answer;
            Map<String, Object> schema = new LinkedHashMap<>();
            ((Map<?, ?>) data).forEach((name, value) -> {
                if (value != null) {
                    schema.put(String.valueOf(name), value);
                }
            });
            return new IntrospectionResultToSchema().createSchemaDefinition(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    fileName + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr() + ": not valid JSON",
                    e);
        } catch (RuntimeException e) { // whatever the library makes of an answer that is not one
            throw new IllegalArgumentException(
                    fileName
                            + ":1:1: not the answer to an introspection query, expected `{\"data\": {\"__schema\": …}}`",
                    e);
        }
    }

    private static Map<String, String> roots(Document document) {
        Map<String, String> roots = new HashMap<>();
        for (SchemaDefinition schema : document.getDefinitionsOfType(SchemaDefinition.class)) {
            for (OperationTypeDefinition operation : schema.getOperationTypeDefinitions()) {
                roots.put(operation.getTypeName().getName(), operation.getName());
            }
        }
        return roots.isEmpty()
                ? Map.of("Query", "query", "Mutation", "mutation", "Subscription", "subscription")
                : roots;
    }

    private static Field field(FieldDefinition definition) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        for (InputValueDefinition argument : definition.getInputValueDefinitions()) {
            if (argument.getDefaultValue() != null) {
                defaults.put(argument.getName(), ConstantValue.of(argument.getDefaultValue()));
            }
        }
        String description = definition.getDescription() == null
                ? ""
                : definition.getDescription().getContent();
        return new Field(description, defaults);
    }
}
