package dev.agentguard.effect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.FakeKnowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolReaderTest {

    private static final String URL = "https://backboard.railway.app/graphql/v2";
    private static final String DELETION = "mutation { volumeDelete(volumeId: \"v\") }";
    private static final Parameter VOLUME = new Parameter("volume", Role.RESOURCE, "railway:volume");

    private final FakeKnowledge knowledge = new FakeKnowledge();
    private final GraphQlReader graphQl = new GraphQlReader(knowledge, Limits.DEFAULT);
    private final ToolReader reader =
            new ToolReader(knowledge, new HttpReader(knowledge, graphQl, Limits.DEFAULT), programs(), Limits.DEFAULT);

    private ProgramReading programs() {
        return new ProgramReading(
                call -> List.of(destroys("sql:drop-table")), start -> List.of(destroys("local:rm")), graphQl);
    }

    private static Effect destroys(String operation) {
        return Effect.of(operation, new Evidence("1:1", "destroy it"))
                .reversibility(Reversibility.IRREVERSIBLE, "destroys")
                .build();
    }

    private Effect named(String tool, String description, Map<String, Object> arguments) {
        List<Effect> effects = reader.read(new ToolCall(tool, description, arguments, ToolDeclaration.none()));
        assertThat(effects).hasSize(1);
        return effects.get(0);
    }

    private static ToolCall call(String declared, Map<String, Object> arguments, Parameter... parameters) {
        return new ToolCall("zzz", "", arguments, new ToolDeclaration(declared, "", false, List.of(parameters)));
    }

    private static Parameter parameter(String name, Role role) {
        return new Parameter(name, role, "");
    }

    private static List<Reversibility> classes(List<Effect> effects) {
        return effects.stream().map(Effect::reversibility).toList();
    }

    @Test
    void read_declaredTool_givesClassOperationResourceAndEnvironment() {
        ToolCall call = new ToolCall(
                "getVolume",
                "Deletes a volume",
                Map.of("volume", "v", "env", "staging"),
                new ToolDeclaration(
                        "RECOVERABLE",
                        "railway:volumeDelete",
                        false,
                        List.of(VOLUME, parameter("env", Role.ENVIRONMENT))));

        Effect effect = reader.read(call).get(0);

        assertThat(effect.reversibility()).isEqualTo(Reversibility.RECOVERABLE);
        assertThat(effect.basis()).isEqualTo(Basis.DECLARED);
        assertThat(effect.operation()).isEqualTo("railway:volumeDelete");
        assertThat(effect.resource()).hasToString("railway:volume v");
        assertThat(effect.reach()).isEqualTo(Reach.ONE);
        assertThat(effect.environment()).isEqualTo("staging");
    }

    @Test
    void read_destroysRecovery_isIrreversible() {
        ToolCall call = new ToolCall("a", "", Map.of(), new ToolDeclaration("REVERSIBLE", "", true, List.of()));

        assertThat(reader.read(call).get(0).destroysRecovery()).isTrue();
        assertThat(classes(reader.read(call))).containsExactly(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_classThatDoesNotExist_isUnknown() {
        assertThat(classes(reader.read(call("HARMLESS", Map.of())))).containsExactly(Reversibility.UNKNOWN);
    }

    @Test
    void read_resourceThatNamesNothing_reachesAll() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("volume", null);
        for (Map<String, Object> arguments : List.of(
                nothing,
                Map.<String, Object>of(),
                Map.<String, Object>of("volume", " "),
                Map.<String, Object>of("volume", "*"),
                Map.<String, Object>of("volume", List.of()),
                Map.<String, Object>of("volume", Map.of("id", "v")))) {
            Effect effect = reader.read(call("IRREVERSIBLE", arguments, VOLUME)).get(0);

            assertThat(effect.resource().id()).isNull();
            assertThat(effect.reach()).isEqualTo(Reach.ALL);
        }
    }

    @Test
    void read_severalResources_areOneEffectEach() {
        Map<String, Object> arguments = Map.of("volume", Arrays.asList("a", 7, null));

        assertThat(reader.read(call("IRREVERSIBLE", arguments, VOLUME)))
                .extracting(effect -> effect.resource().id())
                .containsExactly("a", "7", null);
    }

    @ParameterizedTest
    @CsvSource({"SQL, sql:drop-table", "SHELL, local:rm"})
    void read_languageInADeclaredParameter_isReadBesideTheDeclaration(Role role, String operation) {
        Map<String, Object> arguments = Map.of("text", "destroy it");

        List<Effect> alone = reader.read(call(null, arguments, parameter("text", role)));
        assertThat(alone).extracting(Effect::operation).containsExactly(operation);
        assertThat(alone.get(0).evidence().where()).startsWith("argument text");
        assertThat(classes(reader.read(call("READ_ONLY", arguments, parameter("text", role)))))
                .containsExactly(Reversibility.READ_ONLY, Reversibility.IRREVERSIBLE);
        assertThat(classes(reader.read(call(null, Map.of("text", List.of("x")), parameter("text", role)))))
                .containsExactly(Reversibility.UNKNOWN);
    }

    @Test
    void read_request_isReadAndNeverLoweredByTheDeclaration() {
        Parameter[] parts = {
            parameter("url", Role.HTTP_URL), parameter("headers", Role.HTTP_HEADERS), parameter("body", Role.HTTP_BODY)
        };
        Map<String, Object> arguments =
                Map.of("url", URL, "headers", "Authorization: Bearer x\nA: b", "body", Map.of("query", DELETION));

        assertThat(classes(reader.read(call(null, arguments, parts)))).containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(reader.read(call("READ_ONLY", arguments, parts))))
                .containsExactly(Reversibility.READ_ONLY, Reversibility.IRREVERSIBLE);
        HttpCall request =
                reader.requests(new ToolReading(call(null, arguments, parts))).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("authorization")).containsExactly("Bearer x");
    }

    @Test
    void read_requestWithoutBody_isAGet() {
        ToolCall call = call(null, Map.of("url", "https://example.com/a"), parameter("url", Role.HTTP_URL));

        assertThat(classes(reader.read(call))).containsExactly(Reversibility.READ_ONLY);
        assertThat(reader.requests(new ToolReading(call)).get(0).method()).isEqualTo("GET");
    }

    @Test
    void read_requestThatIsNotComplete_isUnknown() {
        assertThat(classes(reader.read(call(null, Map.of("b", "x"), parameter("b", Role.HTTP_BODY)))))
                .containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(reader.read(call(
                        null,
                        Map.of("u", "https://example.com/a", "h", "not a header"),
                        parameter("u", Role.HTTP_URL),
                        parameter("h", Role.HTTP_HEADERS)))))
                .contains(Reversibility.UNKNOWN);
        assertThat(reader.requests(new ToolReading(call(null, Map.of())))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override: DELETE", "-H 'X-HTTP-Method-Override: DELETE'"})
    void read_overrideInTheHeaders_counts(String header) {
        for (Object headers : List.of(
                header,
                List.of(header),
                Map.of("x-http-method-override", List.of("DELETE")),
                List.of(Map.of("name", "X-Http-Method", "value", "DELETE")))) {
            assertThat(classes(reader.read(call(
                            null,
                            Map.of("u", "https://example.com/a", "h", headers, "b", "{}"),
                            parameter("u", Role.HTTP_URL),
                            parameter("h", Role.HTTP_HEADERS),
                            parameter("b", Role.HTTP_BODY)))))
                    .containsExactly(Reversibility.IRREVERSIBLE);
        }
    }

    @Test
    void read_document_isReadWithTheVariablesBesideIt() {
        String document = "mutation($id: ID) { volumeDelete(volumeId: $id) }";
        Parameter parameter = parameter("doc", Role.GRAPHQL);

        reader.read(call(null, Map.of("doc", document), parameter));
        reader.read(call(null, Map.of("doc", document, "variables", Map.of("id", "v")), parameter));

        assertThat(knowledge.asked())
                .extracting(operation -> operation.arguments().get("volumeId"))
                .containsExactly(Operation.UNRESOLVED, "v");
    }

    @Test
    void read_documentBesideAUrl_isReadAtThatHost() {
        Parameter[] parameters = {parameter("doc", Role.GRAPHQL), parameter("url", Role.HTTP_URL)};

        assertThat(reader.read(call(null, Map.of("doc", DELETION, "url", URL), parameters)))
                .extracting(Effect::operation)
                .containsExactly("railway:volumeDelete");
        reader.read(
                call(null, Map.of("doc", "mutation($i: ID) { volumeDelete(volumeId: $i) }", "url", URL), parameters));
        assertThat(knowledge.asked())
                .extracting(operation -> operation.arguments().get("volumeId"))
                .contains("v", Operation.UNRESOLVED);
    }
}
