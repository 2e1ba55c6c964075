package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphQlSchemaTest {

    private static final String WRITTEN = """
            schema { query: Root mutation: Changes }
            type Root { thing(id: ID): Thing }
            type Thing { id: ID }
            type Changes {
              "Adds a thing."
              thingCreate(name: String): Thing
              "Permanently erases a thing and all that hangs on it."
              thingSettle(id: ID): Thing
              thingClose(id: ID, permanently: Boolean = true): Thing
            }
            """;
    private static final String INTROSPECTED = """
            {"data": {"__schema": {"queryType": {"name": "Query"}, "mutationType": {"name": "Mutation"}, "directives": [],
              "types": [
                {"kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [
                  {"name": "me", "args": [], "type": {"kind": "SCALAR", "name": "ID"}}]},
                {"kind": "OBJECT", "name": "Mutation", "interfaces": [], "fields": [
                  {"name": "settle", "description": "Removes it for good", "args": [
                     {"name": "force", "defaultValue": "true", "type": {"kind": "SCALAR", "name": "Boolean"}}],
                   "type": {"kind": "SCALAR", "name": "ID"}}]}]}}}
            """;

    @TempDir
    private Path folder;

    private Path pack;

    @BeforeEach
    void writePack() throws IOException {
        pack = folder.resolve("things.yaml");
        Files.writeString(pack, """
                guard-pack: 1
                id: things.graphql
                version: "1"
                maturity: incubating
                sources: []
                match: {hosts: [things.example.com], paths: ["/graphql"]}
                protocol: graphql
                schema: things.graphql
                mutations:
                  thingClose:
                    class: reversible
                    when:
                      - {argument: permanently, equals: [true], class: irreversible, reason: closes it for good}
                """);
    }

    private Reversibility read(String type, String name, Map<String, Object> arguments) throws IOException {
        Files.writeString(folder.resolve("things.graphql"), WRITTEN);
        return Packs.load(List.of(pack), Map.of())
                .effectOf(new Operation(
                        Protocol.GRAPHQL,
                        "things.example.com",
                        "/graphql",
                        type,
                        name,
                        arguments,
                        new Evidence("body", "")))
                .reversibility();
    }

    @Test
    void defaultOfAnArgumentThatIsLeftOutCounts() throws IOException {
        assertThat(read("mutation", "thingClose", Map.of("id", "1"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(read("mutation", "thingClose", Map.of("id", "1", "permanently", false)))
                .isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void descriptionRaisesWhatTheNameSays() throws IOException {
        assertThat(read("mutation", "thingSettle", Map.of("id", "1"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(read("mutation", "thingCreate", Map.of("name", "a"))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(read("query", "thing", Map.of("id", "1"))).isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void fieldThatTheSchemaDoesNotHaveIsUnknown() throws IOException {
        assertThat(read("mutation", "thingPolish", Map.of())).isEqualTo(Reversibility.UNKNOWN);
        assertThat(read("mutation", "thingDelete", Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void answerOfAnIntrospectionIsReadToo() {
        GraphQlSchema schema = GraphQlSchema.parse("schema.json", INTROSPECTED);

        GraphQlSchema.Field field = schema.fields().get("mutation").get("settle");
        assertThat(field.description()).isEqualTo("Removes it for good");
        assertThat(field.defaults()).containsEntry("force", true);
        assertThat(schema.fields().get("query")).containsOnlyKeys("me");
    }

    @Test
    void mistakesNameTheFileAndThePlace() {
        assertThatThrownBy(() -> GraphQlSchema.parse("a.graphql", "type Query {\n  me: \n}"))
                .hasMessageStartingWith("a.graphql:3:");
        assertThatThrownBy(() -> GraphQlSchema.parse("a.json", "{\"data\":\n 1 x"))
                .hasMessageStartingWith("a.json:2:");
        assertThatThrownBy(() -> GraphQlSchema.parse("a.json", "{\"data\": {\"me\": 1}}"))
                .hasMessageContaining("not the answer to an introspection query");
        assertThatThrownBy(() -> GraphQlSchema.parse("a.graphql", "type Thing { id: ID }"))
                .hasMessageContaining("no root type");
        assertThatThrownBy(() -> GraphQlSchema.parse("a.graphql", "query { me }"))
                .hasMessageContaining("a.graphql");
    }
}
