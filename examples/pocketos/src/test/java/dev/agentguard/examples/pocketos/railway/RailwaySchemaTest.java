package dev.agentguard.examples.pocketos.railway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What this server offers is named and typed as in the published schema, where that schema is at hand. */
class RailwaySchemaTest {

    private static final Path PUBLISHED = Path.of("../shared/schemas/railway/introspection.json");

    private static final Map<String, JsonNode> TYPES = new HashMap<>();

    private final TypeDefinitionRegistry ours = new SchemaParser().parse(Graph.sdl());

    @BeforeAll
    static void read() throws IOException {
        Path file = projectRoot().resolve(PUBLISHED);
        assumeThat(file).exists();
        JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
        JsonNode schema = (root.has("data") ? root.path("data") : root).path("__schema");
        schema.path("types").forEach(type -> TYPES.put(type.path("name").asText(), type));
    }

    @Test
    void fieldsAndArguments_areThoseOfThePublishedSchema() {
        List<ObjectTypeDefinition> types = ours.getTypes(ObjectTypeDefinition.class);
        assertThat(types).hasSizeGreaterThan(20);
        for (ObjectTypeDefinition type : types) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                JsonNode published = named(TYPES.get(type.getName()).path("fields"), field.getName());
                assertThat(published)
                        .as("%s.%s", type.getName(), field.getName())
                        .isNotNull();
                assertThat(AstPrinter.printAst(field.getType()))
                        .as("%s.%s", type.getName(), field.getName())
                        .isEqualTo(text(published.path("type")));
                assertArguments(type.getName() + "." + field.getName(), field, published.path("args"));
            }
        }
    }

    @Test
    void inputsAndEnums_areThoseOfThePublishedSchema() {
        for (InputObjectTypeDefinition type : ours.getTypes(InputObjectTypeDefinition.class)) {
            for (InputValueDefinition field : type.getInputValueDefinitions()) {
                JsonNode published = named(TYPES.get(type.getName()).path("inputFields"), field.getName());
                assertThat(published)
                        .as("%s.%s", type.getName(), field.getName())
                        .isNotNull();
                assertThat(AstPrinter.printAst(field.getType())).isEqualTo(text(published.path("type")));
            }
        }
        for (EnumTypeDefinition type : ours.getTypes(EnumTypeDefinition.class)) {
            assertThat(type.getEnumValueDefinitions())
                    .extracting(value -> value.getName())
                    .containsExactlyInAnyOrderElementsOf(
                            TYPES.get(type.getName()).path("enumValues").findValuesAsText("name"));
        }
    }

    /** An argument that is required there must be required here; one that is optional may be left out. */
    private static void assertArguments(String where, FieldDefinition field, JsonNode published) {
        for (InputValueDefinition argument : field.getInputValueDefinitions()) {
            JsonNode match = named(published, argument.getName());
            assertThat(match).as("%s(%s:)", where, argument.getName()).isNotNull();
            assertThat(AstPrinter.printAst(argument.getType()))
                    .as("%s(%s:)", where, argument.getName())
                    .isEqualTo(text(match.path("type")));
        }
        published.forEach(argument -> {
            if (argument.path("type").path("kind").asText().equals("NON_NULL")) {
                assertThat(field.getInputValueDefinitions())
                        .extracting(InputValueDefinition::getName)
                        .as(where)
                        .contains(argument.path("name").asText());
            }
        });
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode node : list) {
            if (node.path("name").asText().equals(name)) {
                return node;
            }
        }
        return null;
    }

    private static String text(JsonNode type) {
        return switch (type.path("kind").asText()) {
            case "NON_NULL" -> text(type.path("ofType")) + "!";
            case "LIST" -> "[" + text(type.path("ofType")) + "]";
            default -> type.path("name").asText();
        };
    }

    private static Path projectRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory == null ? Path.of("").toAbsolutePath() : directory;
    }
}
