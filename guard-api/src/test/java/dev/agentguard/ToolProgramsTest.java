package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code and queries that a model puts into the arguments of a tool nobody declared. */
class ToolProgramsTest {

    private final ActionReader reader = new ActionReader(Packs.shipped());

    private Reversibility classOf(String tool, String description, Map<String, Object> arguments) {
        List<Effect> effects = reader.effects(new ToolCall(tool, description, arguments, ToolDeclaration.none()));
        return effects.stream().map(Effect::reversibility).reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    private Reversibility cypher(String query) {
        Reversibility named = classOf("run_cypher", "", Map.of("query", query));
        assertThat(classOf("execute_query", "", Map.of("cypher", query))).isEqualTo(named);
        return named;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n) DETACH DELETE n",
                "match (n:Order) where n.id = 5 delete n",
                "MATCH (n) WITH n LIMIT 1.0 DELETE n",
                "MATCH (n) SET n.a = 1 /* delete */ DELETE n",
                "MATCH (n) // a comment\nDELETE n",
                "MATCH (n {name: 'it''s'}) DELETE n",
                "DROP CONSTRAINT one_id",
                "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DETACH DELETE n', {})",
                "CALL apoc.nodes.delete([1, 2], 10)",
                "CALL { MATCH (n) DELETE n }"
            })
    void aQueryThatDeletesFromAGraph_destroys(String query) {
        assertThat(cypher(query)).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n) RETURN n LIMIT 5",
                "MATCH (n:Delete) WHERE n.delete = 'DELETE me' RETURN n.drop",
                "MATCH (n {name: \"drop\"}) /* delete */ RETURN `delete`",
                "MATCH (copy:File) RETURN copy",
                "CALL db.labels()",
                "MATCH (n) RETURN n // delete"
            })
    void aQueryThatLooks_isARead(String query) {
        assertThat(cypher(query)).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE (a:Person {id: 1}) SET a.age = 2",
                "MATCH (n:Person) REMOVE n.age",
                "CREATE INDEX FOR (n:Person) ON (n.name)"
            })
    void aQueryThatChangesAGraph_isReversible(String query) {
        assertThat(cypher(query)).isEqualTo(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n) \\u0044ELETE n RETURN n",
                "CALL shop.settle(5)",
                "MATCH (n {name: 'a}) DELETE n",
            })
    void aQueryThatIsNotUnderstood_isUnknown(String query) {
        assertThat(cypher(query).compareTo(Reversibility.UNKNOWN)).isNotNegative();
    }

    @Test
    void otherLanguagesOfGraphs_areRead() {
        assertThat(classOf("query_graph", "", Map.of("gremlin", "g.V().hasLabel('a').drop()")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("run_gremlin", "", Map.of("gremlin", "g.V().has('drop', 5).values('name')")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(classOf("run_sparql", "", Map.of("sparql", "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("run_sparql", "", Map.of("sparql", "SELECT ?delete WHERE { ?delete a <http://a/b> }")))
                .isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void code_isReadInItsLanguage() {
        assertThat(classOf("execute_python", "", Map.of("code", "import os\nprint(os.getcwd())")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(classOf("run_python", "", Map.of("code", "import shutil\nshutil.rmtree('/srv/data')")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("execute_code", "", Map.of("language", "python", "code", "import os\nos.remove('a')")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("execute_code", "", Map.of("language", "js", "code", "require('fs').rmSync('/srv')")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("execute_code", "", Map.of("language", "python", "code", "rm -rf /srv/data")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void codeThatIsNotRun_isNotReadAsIfItWere() {
        assertThat(classOf("format_python", "", Map.of("code", "import shutil\nshutil.rmtree('/srv/data')")))
                .isNotEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void howFarAResetGoes_isSaidByItsMode() {
        assertThat(classOf("git_reset", "", Map.of("mode", "hard"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("git_reset", "", Map.of("mode", "soft"))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(classOf("git_reset", "", Map.of())).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void oneActOfSeveral_isChosenByAnArgumentThatTheDescriptionNames() {
        String description = "Create and/or submit, delete review of a pull request.";
        assertThat(classOf("review_write", description, Map.of("method", "create")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(classOf("review_write", description, Map.of("method", "delete")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(classOf("review_write", description, Map.of("method", "list")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }
}
