package dev.agentguard.effect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.pack.Packs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands behind a limit is never judged harmless. */
class HostileArgumentsTest {

    private static final String DROP = "DROP TABLE users";
    private static final String UPDATE = "UPDATE users SET name = 'x' WHERE id = 7; ";

    private final GraphQlReader graphQl = new GraphQlReader(Packs.shipped(), Limits.DEFAULT);
    private final ToolReader reader = new ToolReader(
            Packs.shipped(),
            new HttpReader(Packs.shipped(), graphQl, Limits.DEFAULT),
            new ProgramReading(new SqlReader(Limits.DEFAULT), start -> List.of(), graphQl),
            Limits.DEFAULT);

    private Reversibility worst(String declared, Map<String, @Nullable Object> arguments, Parameter... parameters) {
        ToolDeclaration declaration = new ToolDeclaration(declared, "", false, List.of(parameters));
        Reversibility worst = Reversibility.READ_ONLY;
        for (Effect effect : reader.read(new ToolCall("rename_thing", "", arguments, declaration))) {
            worst = worst.worse(effect.reversibility());
        }
        return worst;
    }

    private static Map<String, @Nullable Object> filled(int entries, String last, Object value) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            arguments.put("field" + i, "value" + i);
        }
        arguments.put(last, value);
        return arguments;
    }

    @Test
    void read_aThousandArguments_looksAtAll() {
        assertThat(worst("REVERSIBLE", filled(900, "sql", DROP))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("REVERSIBLE", filled(900, "name", "x"))).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void read_moreArguments_isUnknownButForWhatIsDeclared() {
        assertThat(worst("REVERSIBLE", filled(5_000, "sql", DROP))).isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst("REVERSIBLE", filled(5_000, "sql", DROP), new Parameter("sql", Role.SQL, "")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_aProgramBehindLongOnes_isUnknown() {
        String filling = UPDATE.repeat(1_000);
        List<@Nullable Object> programs = new ArrayList<>(List.of(filling, filling, filling));
        assertThat(worst("REVERSIBLE", Map.of("sql", filling))).isEqualTo(Reversibility.UNKNOWN);
        programs.add(DROP);
        assertThat(worst("REVERSIBLE", Map.of("sql", programs)))
                .isIn(Reversibility.UNKNOWN, Reversibility.IRREVERSIBLE);
        assertThat(worst("REVERSIBLE", Map.of("sql", List.of(UPDATE, UPDATE, DROP))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_declaredProgramsThatAreLongTogether_isUnknown() {
        Parameter[] parameters = {new Parameter("a", Role.SQL, ""), new Parameter("b", Role.SQL, "")};
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("a", "SELECT 1 -- " + "x".repeat(ProgramBudget.SEVERAL));
        arguments.put("b", "SELECT 2");
        assertThat(worst("READ_ONLY", arguments, parameters)).isEqualTo(Reversibility.UNKNOWN);
        arguments.put("a", "SELECT 1");
        assertThat(worst("READ_ONLY", arguments, parameters)).isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void read_aStatementBehindManyOrDeepValues_isUnknown() {
        Object deep = DROP;
        for (int i = 0; i <= ArgumentPrograms.DEEPEST; i++) {
            deep = List.of(deep);
        }
        assertThat(worst("REVERSIBLE", Map.of("sql", deep))).isEqualTo(Reversibility.UNKNOWN);
        List<@Nullable Object> many = new ArrayList<>();
        for (int i = 0; i < ArgumentPrograms.MOST_VALUES; i++) {
            many.add("x");
        }
        many.add(DROP);
        assertThat(worst("REVERSIBLE", Map.of("items", many))).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void read_aLongListOfNumbers_isNoProgram() {
        List<@Nullable Object> vector = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            vector.add(i / 7.0);
        }
        assertThat(worst("REVERSIBLE", Map.of("vector", vector))).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void read_aBodyOrHeadersBeyondTheirLimit_isUnknown() {
        Parameter url = new Parameter("url", Role.HTTP_URL, "");
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("url", "https://api.example.com/things");
        request.put("body", filled(200_000, "isDeleted", true));
        assertThat(worst("READ_ONLY", request, url, new Parameter("body", Role.HTTP_BODY, "")))
                .isEqualTo(Reversibility.UNKNOWN);
        request.remove("body");
        request.put("headers", filled(2_000, "X-HTTP-Method-Override", "DELETE"));
        assertThat(worst("READ_ONLY", request, url, new Parameter("headers", Role.HTTP_HEADERS, "")))
                .isEqualTo(Reversibility.UNKNOWN);
    }
}
