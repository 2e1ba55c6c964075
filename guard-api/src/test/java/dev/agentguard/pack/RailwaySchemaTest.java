package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.annotation.Reversibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Railway pack against Railway's published schema. The schema stays outside the project; without it these tests are
 * skipped.
 */
class RailwaySchemaTest {

    private static final Pack PACK = Packs.shipped().all().stream()
            .filter(pack -> pack.id().equals("railway.graphql"))
            .findFirst()
            .orElseThrow();

    private static final Map<String, JsonNode> SCHEMA = new HashMap<>();

    @BeforeAll
    static void readSchema() throws IOException {
        Path file =
                Path.of(System.getProperty("guard.railway.schema", "../../shared/schemas/railway/introspection.json"));
        Path fromRoot = Path.of("../shared/schemas/railway/introspection.json");
        Path found = Files.exists(file) ? file : fromRoot;
        assumeThat(found).as("the published schema").exists();
        JsonNode types = new ObjectMapper().readTree(found.toFile()).at("/data/__schema/types");
        types.forEach(type -> SCHEMA.put(type.get("name").asText(), type));
    }

    @Test
    void everyMutationIsClassified() {
        assertThat(PACK.operations().get("mutation")).containsOnlyKeys(fields("Mutation"));
    }

    @Test
    void everyQueryOfThePackExists() {
        assertThat(fields("Query")).containsAll(PACK.operations().get("query").keySet());
    }

    @Test
    void everyArgumentOfThePackExists() {
        List<String> missing = new ArrayList<>();
        PACK.operations().get("mutation").forEach((name, rule) -> missing.addAll(missing("Mutation", name, rule)));
        PACK.operations().get("query").forEach((name, rule) -> missing.addAll(missing("Query", name, rule)));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyComparedConstantExists() {
        List<String> missing = new ArrayList<>();
        PACK.operations().get("mutation").forEach((name, rule) -> {
            for (Case candidate : rule.cases()) {
                JsonNode type = type("Mutation", name, candidate.argument());
                if (candidate.condition() instanceof Condition.Equal equal && type != null) {
                    equal.values().stream()
                            .filter(value -> !constants(type).contains(value))
                            .forEach(value -> missing.add(name + ": " + value));
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void everyScopeArgumentMayBeLeftOut() {
        PACK.operations().get("mutation").forEach((name, rule) -> {
            if (rule.scope() != null && !rule.scope().whenSet()) {
                JsonNode argument = field("Mutation", name, rule.scope().argument());
                assertThat(argument).as(name).isNotNull();
                assertThat(argument.at("/type/kind").asText()).as(name).isNotEqualTo("NON_NULL");
            }
        });
    }

    /** Where a mutation may leave the environment out, saying nothing of scope would take one environment for all. */
    @Test
    void everyOptionalEnvironmentIsAScope() {
        List<String> silent = new ArrayList<>();
        PACK.operations().get("mutation").forEach((name, rule) -> {
            for (Argument argument : named(rule)) {
                JsonNode field = field("Mutation", name, argument);
                boolean optional =
                        field != null && !field.at("/type/kind").asText().equals("NON_NULL");
                if (optional && rule.scope() == null) {
                    silent.add(name);
                }
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void queriesAndSubscriptionsChangeNothing() {
        assertThat(PACK.defaults().get("query").reversibility()).isEqualTo(Reversibility.READ_ONLY);
        assertThat(PACK.defaults().get("subscription").reversibility()).isEqualTo(Reversibility.READ_ONLY);
        assertThat(PACK.operations().get("query").values())
                .allMatch(rule -> rule.reversibility() == Reversibility.READ_ONLY);
    }

    private static List<Argument> named(Rule rule) {
        return rule.places().stream()
                .flatMap(where -> where.arguments().stream())
                .toList();
    }

    private static List<String> missing(String root, String name, Rule rule) {
        List<Argument> arguments = new ArrayList<>(named(rule));
        rule.targets().stream()
                .map(Rule.Target::argument)
                .filter(a -> a != null)
                .forEach(arguments::add);
        rule.cases().forEach(c -> arguments.add(c.argument()));
        if (rule.scope() != null) {
            arguments.add(rule.scope().argument());
        }
        return arguments.stream()
                .filter(argument -> field(root, name, argument) == null)
                .map(argument -> name + "(" + argument + ")")
                .toList();
    }

    private static @Nullable JsonNode type(String root, String name, Argument argument) {
        JsonNode field = field(root, name, argument);
        return field == null ? null : named(field.get("type"));
    }

    /** Returns an argument or a field of an input object, or null. */
    private static @Nullable JsonNode field(String root, String name, Argument argument) {
        JsonNode at = byName(SCHEMA.get(root).get("fields"), name);
        JsonNode inside = at == null ? null : at.get("args");
        JsonNode found = null;
        for (String step : argument.path()) {
            found = inside == null ? null : byName(inside, step);
            inside = found == null ? null : named(found.get("type")).get("inputFields");
        }
        return found;
    }

    private static JsonNode named(JsonNode type) {
        JsonNode inner = type;
        while (inner.hasNonNull("ofType")) {
            inner = inner.get("ofType");
        }
        return SCHEMA.get(inner.get("name").asText());
    }

    private static List<String> constants(JsonNode type) {
        if (type.get("name").asText().equals("Boolean")) {
            return List.of("true", "false");
        }
        List<String> names = new ArrayList<>();
        type.get("enumValues").forEach(value -> names.add(value.get("name").asText()));
        return names;
    }

    private static @Nullable JsonNode byName(JsonNode nodes, String name) {
        for (JsonNode node : nodes) {
            if (node.get("name").asText().equals(name)) {
                return node;
            }
        }
        return null;
    }

    private static Set<String> fields(String type) {
        Set<String> names = new TreeSet<>();
        SCHEMA.get(type)
                .get("fields")
                .forEach(field -> names.add(field.get("name").asText()));
        return names;
    }
}
