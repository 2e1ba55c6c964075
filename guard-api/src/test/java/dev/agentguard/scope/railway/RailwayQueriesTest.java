package dev.agentguard.scope.railway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documents that are sent, against the published schema where it is at hand. */
class RailwayQueriesTest {

    private static Path published() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path schema = directory.resolveSibling("shared").resolve("schemas/railway/introspection.json");
            if (Files.exists(schema)) {
                return schema;
            }
            directory = directory.getParent();
        }
        return null;
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_document_is_valid_against_the_published_schema() throws IOException {
        Path schemaFile = published();
        assumeTrue(schemaFile != null, "the published schema is not here");
        Map<String, Object> result = new ObjectMapper().readValue(schemaFile.toFile(), Map.class);
        Map<String, Object> data = (Map<String, Object>) result.getOrDefault("data", result);
        GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().buildRegistry(new IntrospectionResultToSchema().createSchemaDefinition(data)));
        for (String document : RailwayQueries.ALL) {
            assertThat(new Validator().validateDocument(schema, Parser.parse(document), Locale.ROOT))
                    .as(document)
                    .isEmpty();
        }
        assertThat(new Validator().validateDocument(schema, Parser.parse("{ volume(id: 1) { id } }"), Locale.ROOT))
                .isNotEmpty();
    }

    @Test
    void every_document_only_reads() {
        assertThat(RailwayQueries.ALL).hasSize(11);
        for (String text : RailwayQueries.ALL) {
            Document document = Parser.parse(text);
            assertThat(document.getDefinitionsOfType(OperationDefinition.class))
                    .hasSize(1)
                    .allMatch(operation -> operation.getOperation() == OperationDefinition.Operation.QUERY);
        }
    }
}
