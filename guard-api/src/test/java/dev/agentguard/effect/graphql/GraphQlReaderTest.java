package dev.agentguard.effect.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.FakeKnowledge;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Packs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlReaderTest {

    private static final String PATH = "/graphql/v2";

    private final FakeKnowledge knowledge = new FakeKnowledge();
    private final GraphQlReader reader = new GraphQlReader(knowledge, Limits.DEFAULT);

    private List<Effect> read(String document, String operationName, Map<String, Object> variables) {
        GraphQlRequest request = new GraphQlRequest(document, operationName, variables, "body.query");
        return reader.read(request, FakeKnowledge.RAILWAY, PATH);
    }

    private List<Effect> read(String document) {
        return read(document, null, Map.of());
    }

    private static List<Reversibility> classes(List<Effect> effects) {
        return effects.stream().map(Effect::reversibility).toList();
    }

    private Map<String, Object> arguments(String document, Map<String, Object> variables) {
        read(document, null, variables);
        return knowledge.only().arguments();
    }

    @Test
    void read_incident_givesTheFieldItsArgumentAndItsPlace() {
        Effect effect =
                read("mutation { volumeDelete(volumeId: \"3d2c42fb\") }").get(0);

        assertThat(effect.operation()).isEqualTo("railway:volumeDelete");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.resource().id()).isEqualTo("3d2c42fb");
        assertThat(effect.evidence()).hasToString("body.query 1:12 `volumeDelete(volumeId: \"3d2c42fb\")`");
        Operation asked = knowledge.only();
        assertThat(asked.type()).isEqualTo("mutation");
        assertThat(asked.path()).isEqualTo(PATH);
    }

    @Test
    void read_documentInAnArgument_countsWhereItDestroys() {
        String inner = "mutation call($id: String!) { volumeDelete(volumeId: $id) { id } }";
        assertThat(read("mutation { bulkRun(mutation: \"" + inner + "\") }"))
                .anySatisfy(effect -> assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE));
        assertThat(read("mutation { noteUpdate(text: \"of a mutation {see below}\") }"))
                .noneSatisfy(effect -> assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { harmless: volumeDelete(volumeId: \"v\") }",
                "mutation M { ...a } fragment a on Mutation { ...b } fragment b on Mutation { volumeDelete(volumeId: \"v\") }",
                "mutation { ... on Mutation { ... { volumeDelete(volumeId: \"v\") } } }",
                "mutation { volumeDelete(volumeId: \"v\") @skip(if: true) }",
                "mutation { ... @include(if: false) { volumeDelete(volumeId: \"v\") } }",
                "mutation($id: String = \"v\") { volumeDelete(volumeId: $id) }",
                "# a comment { query { me } }\nmutation,,,{volumeDelete(volumeId:\"v\")}",
                "mutation { volumeDelete(volumeId: \"\"\"v\"\"\") }",
                "mutation { ...a } fragment a on X { __typename } fragment a on Y { volumeDelete(volumeId: \"v\") }",
            })
    void read_deletionInDisguise_isFound(String document) {
        assertThat(read(document)).anySatisfy(effect -> {
            assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
            assertThat(effect.resource().id()).isEqualTo("v");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query { volumeDelete: project(id: \"x\") { id } }",
                "{ project(id: \"mutation { volumeDelete(volumeId: 1) }\") { id } }",
                "query Q { me { ...volumeDelete } } fragment volumeDelete on User { id }",
                "{ me { id } } # mutation { volumeDelete(volumeId: \"v\") }",
                "query volumeDelete { project(id: \"\"\"mutation { volumeDelete }\"\"\") { volumeDelete: id } }",
                "mutation { __typename }",
                "{ __schema { types { name } } __type(name: \"volumeDelete\") { name } }",
            })
    void read_wordsOfADeletionThatOnlyRead_areReads(String document) {
        assertThat(classes(read(document))).isNotEmpty().containsOnly(Reversibility.READ_ONLY);
    }

    @Test
    void read_aliasedTwice_isTwoEffects() {
        List<Effect> effects = read("mutation { a: volumeDelete(volumeId: \"x\") b: volumeDelete(volumeId: \"y\") }");

        assertThat(effects).extracting(effect -> effect.resource().id()).containsExactly("x", "y");
    }

    @Test
    void read_variables_areFilledInDeeply() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("a", "one");
        variables.put("n", null);

        Map<String, Object> arguments = arguments(
                "mutation($a: ID, $n: ID, $d: Int = 3, $m: ID) {"
                        + " f(list: [$a, $n, $m], in: {a: $a, deep: {d: $d, m: $m}}, n: $n, m: $m, e: DELETED, b: true,"
                        + " big: 99999999999999999999, f: 1.5, z: null) }",
                variables);

        assertThat(arguments).containsOnlyKeys("list", "in", "n", "e", "b", "big", "f", "z");
        assertThat(arguments.get("list")).isEqualTo(Arrays.asList("one", null, null));
        assertThat(arguments.get("in")).isEqualTo(Map.of("a", "one", "deep", Map.of("d", 3L)));
        assertThat(arguments)
                .containsEntry("n", null)
                .containsEntry("e", "DELETED")
                .containsEntry("z", null);
    }

    @Test
    void read_suppliedNull_winsOverTheDefault() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("a", null);

        assertThat(arguments("mutation($a: ID = \"d\") { f(a: $a) }", variables))
                .containsEntry("a", null);
    }

    @Test
    void read_argumentWrittenTwice_isUnresolved() {
        assertThat(arguments("mutation { f(a: 1, a: 2, in: {s: READY, s: DELETED}) }", Map.of()))
                .containsEntry("a", Operation.UNRESOLVED)
                .containsEntry("in", Map.of("s", Operation.UNRESOLVED));
    }

    @Test
    void read_variablesThatCannotBeKnown_areUnresolved() {
        reader.read(
                new GraphQlRequest("mutation($a: ID = 1) { f(a: $a) }", null, GraphQlRequest.UNKNOWN_VARIABLES, "x"),
                "",
                "");

        assertThat(knowledge.only().arguments()).containsEntry("a", Operation.UNRESOLVED);
    }

    @Test
    void read_operationName_selects() {
        String document = "query Look { me { id } } mutation Kill { volumeDelete(volumeId: \"v\") }";

        assertThat(classes(read(document, "Look", Map.of()))).containsExactly(Reversibility.READ_ONLY);
        assertThat(classes(read(document, "Kill", Map.of()))).containsExactly(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_severalOperationsWithoutName_judgesEach() {
        String document = "query Look { me { id } } mutation Kill { volumeDelete(volumeId: \"v\") }";

        List<Effect> effects = read(document, "", Map.of());

        assertThat(classes(effects)).containsExactly(Reversibility.READ_ONLY, Reversibility.IRREVERSIBLE);
        assertThat(effects.get(1).reason()).contains("holds 2 operations");
    }

    @Test
    void read_unknownOperationName_isUnknownBesideEachOperation() {
        String document = "query Look { me { id } } mutation Kill { volumeDelete(volumeId: \"v\") }";

        assertThat(classes(read(document, "Other", Map.of())))
                .containsExactly(Reversibility.READ_ONLY, Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
    }

    @Test
    void read_syntaxError_isUnknownWithItsPosition() {
        List<Effect> effects = read("mutation {\n  volumeDelete(volumeId: }");

        assertThat(classes(effects)).containsExactly(Reversibility.UNKNOWN);
        assertThat(effects.get(0).evidence().where()).isEqualTo("body.query 2:26");
        assertThat(effects.get(0).reason()).isEqualTo("the document is not valid GraphQL at 2:26");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "fragment f on X { a }", "type Query { a: Int }", "volumeDelete", "{", "\u0000"})
    void read_nothingThatRuns_isUnknown(String document) {
        assertThat(classes(read(document))).containsExactly(Reversibility.UNKNOWN);
    }

    @Test
    void read_fragmentCycle_isUnknownAndEnds() {
        List<Effect> effects = read("mutation { ...a } fragment a on M { ...b volumeDelete } fragment b on M { ...a }");

        assertThat(classes(effects)).containsExactlyInAnyOrder(Reversibility.UNKNOWN, Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_missingFragment_isUnknown() {
        assertThat(classes(read("{ ...gone }"))).containsExactly(Reversibility.UNKNOWN);
    }

    @Test
    void read_fragmentsThatMultiply_endQuickly() {
        StringBuilder document = new StringBuilder("mutation { ...f0 }");
        for (int i = 0; i < 60; i++) {
            document.append(" fragment f").append(i).append(" on M { ...f").append(i + 1);
            document.append(" ...f").append(i + 1).append(" }");
        }
        document.append(" fragment f60 on M { volumeDelete(volumeId: \"v\") }");

        assertThat(classes(read(document.toString()))).containsExactly(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_nesting_isReadUpToTheLimit() {
        assertThat(classes(read(nested(60)))).containsExactly(Reversibility.READ_ONLY);
        List<Effect> effects = read(nested(10_000));
        assertThat(classes(effects)).containsExactly(Reversibility.UNKNOWN);
        assertThat(effects.get(0).reason()).contains("over a limit", "64 levels");
    }

    private static String nested(int levels) {
        return "{a".repeat(levels) + "}".repeat(levels);
    }

    @Test
    void read_overOtherLimits_isUnknownNamingTheLimit() {
        assertThat(read("{ a(v: [" + "a ".repeat(30_000) + "]) }").get(0).reason())
                .contains("20000 tokens");
        assertThat(read("{ a } #" + "x".repeat(1 << 20)).get(0).reason()).contains("1048576 characters");
        assertThat(read("{ a(v: " + "9".repeat(100_000) + ") }").get(0).reason())
                .contains("digits in a row");
    }

    @Test
    void read_deletionBehindManyHarmlessAliases_isStillFound() {
        StringBuilder document = new StringBuilder("mutation {");
        for (int i = 0; i < 1000; i++) {
            document.append(" a").append(i).append(": environmentPreviewChangeSet");
        }
        document.append(" z: volumeDelete(volumeId: \"v\") }");

        List<Effect> effects = read(document.toString());

        assertThat(effects).hasSize(Limits.DEFAULT.operations() + 2);
        assertThat(classes(effects)).contains(Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
        assertThat(effects.get(effects.size() - 1).reason()).contains("1001 operations");
    }

    @Test
    void read_namespaceOfAnUnknownProvider_isOpened() {
        GraphQlRequest request = new GraphQlRequest(
                "mutation { pages { delete(id: 12) { ok } list { id } } cache { success } }", null, Map.of(), "body");

        List<Effect> effects = reader.read(request, "wiki.example.com", "/graphql");

        assertThat(knowledge.asked())
                .extracting(Operation::name)
                .containsExactly("pages", "pages.delete", "pages.list", "cache");
        assertThat(classes(effects)).contains(Reversibility.IRREVERSIBLE);
    }

    /** A field of a result is no act of its own, whatever the act's name says of it. */
    @Test
    void read_resultOfANamespacedAct_isNoAct() {
        Knowledge shipped = Packs.shipped();
        GraphQlReader real = new GraphQlReader(shipped, Limits.DEFAULT);
        String flush = "mutation { pages { flushCache { responseResult { succeeded } } } }";
        String hidden = "mutation { pages { update { result { deleteAll { ok } } } } }";

        assertThat(classes(real.read(new GraphQlRequest(flush, null, Map.of(), "body"), "w.example", "/graphql")))
                .doesNotContain(Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
        assertThat(classes(real.read(new GraphQlRequest(hidden, null, Map.of(), "body"), "w.example", "/graphql")))
                .contains(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_namespacesThatMultiply_endQuickly() {
        String document = "mutation { ...f } fragment f on M { a { ...f } b { ...f } }";

        List<Effect> effects = reader.read(new GraphQlRequest(document, null, Map.of(), "body"), "h", "/graphql");

        assertThat(classes(effects)).contains(Reversibility.UNKNOWN);
        assertThat(effects.size()).isLessThan(2 * Limits.DEFAULT.operations());
    }

    @Test
    void read_secretArguments_areNotShown() {
        String shown = read(
                        "mutation($i: I) { f(apiToken: \"abc\", id: \"i\", auth: {password: \"p\"}, x: \"ghp_12345\", in: $i) }",
                        null,
                        Map.of("i", Map.of("value", "s3cret", "state", "DELETED")))
                .get(0)
                .evidence()
                .text();

        assertThat(shown).contains("id: \"i\"", "state: DELETED").doesNotContain("abc", "ghp_", "s3cret", "\"p\"");
    }

    @Test
    void understands_tellsDocumentsFromText() {
        assertThat(reader.understands("query { a }")).isTrue();
        assertThat(reader.understands(nested(10_000))).as("too deep to say no").isTrue();
        assertThat(reader.understands("delete the {button}")).isFalse();
        assertThat(reader.understands("shoes")).isFalse();
    }
}
