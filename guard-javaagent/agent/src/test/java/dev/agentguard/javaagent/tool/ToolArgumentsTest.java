package dev.agentguard.javaagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.declaration.DeclaredTool;
import dev.agentguard.javaagent.tool.ToolMethods.ToolMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {

    private enum Size {
        SMALL,
        LARGE
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n", "null", "{}"})
    void noArguments_areAnEmptyObject(String text) throws UnreadableArgumentsException {
        assertThat(ToolArguments.read(text, ToolMethod.NONE)).isEqualTo(new ToolArguments(Map.of(), "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"p\":\"safe\",\"p\":\"evil\"}",
                "{\"p\":{\"q\":1,\"q\":2}}",
                "{\"p\":\"x\",}",
                "\"{\\\"p\\\":1}\"",
                "{'p':1}",
                "{p:1}",
                "{\"p\":1} {\"p\":2}",
                "{\"p\":01}",
                "{\"p\":NaN}",
                "{\"p\":1e99999}",
                "{\"p\":\"\u0001\"}",
                "// x\n{}",
                "[1]",
                "1",
                "{\"p\":"
            })
    void textThatReadersDisagreeOn_isRefused_withoutRepeatingIt(String text) {
        assertThatThrownBy(() -> ToolArguments.read(text, ToolMethod.NONE))
                .isInstanceOf(UnreadableArgumentsException.class)
                .hasMessageNotContainingAny("safe", "evil");
    }

    @Test
    void deepNesting_isRefused() {
        assertThatThrownBy(() ->
                        ToolArguments.read("{\"p\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", ToolMethod.NONE))
                .isInstanceOf(UnreadableArgumentsException.class);
    }

    @Test
    void whatLangChain4jWouldFillInOrConvert_isJudgedAndPassedOn() throws UnreadableArgumentsException {
        ToolArguments read = ToolArguments.read(
                "{\"name\": 7, \"size\": \"large\", \"where\": \"{\\\"id\\\": 1}\"}",
                method(
                        new ToolParameter("name", String.class, null),
                        new ToolParameter("size", Size.class, null),
                        new ToolParameter("where", Object.class, null),
                        new ToolParameter("count", int.class, "3"),
                        new ToolParameter("path", String.class, "/tmp")));
        assertThat(read.values())
                .containsEntry("name", "7")
                .containsEntry("size", "LARGE")
                .containsEntry("where", Map.of("id", 1))
                .containsEntry("count", 3)
                .containsEntry("path", "/tmp");
        // converted by LangChain4j itself, from text that nobody reads in another way
        assertThat(read.json())
                .isEqualTo("{\"name\":7,\"size\":\"large\",\"where\":\"{\\u0022id\\u0022: 1}\","
                        + "\"count\":3,\"path\":\"/tmp\"}");
    }

    /** LangChain4j 1.0.0 repairs before it parses, so it would make two arguments out of this one. */
    @Test
    void textForAMethod_holdsNothingThatARepairWouldTouch() throws Exception {
        String text = "{\"p\":\"x\\\",\\\"force\\\":\\\"yes\",\"q\":\"a,}\",\"r\":\"ends with \\\\\"}";
        ToolArguments read = ToolArguments.read(text, method());
        assertThat(read.json()).doesNotContain("\\\"", ",}", "\\\\");
        assertThat(new ObjectMapper().readTree(read.json())).isEqualTo(new ObjectMapper().readTree(text));
        String repaired = read.json().replaceAll("\\\\\"", "\"").replaceAll(",(\\s*[}\\]])", "$1");
        assertThat(repaired).isEqualTo(read.json());
    }

    private static ToolMethod method(ToolParameter... parameters) {
        return new ToolMethod(DeclaredTool.NONE, null, List.of(parameters), true, ArgumentReader.UNKNOWN);
    }

    /** Whatever is accepted reads the same in another parser, from the text that is passed on. */
    @Test
    void acceptedText_hasOneReading() throws Exception {
        Random random = new Random(7);
        ObjectMapper lenient = new ObjectMapper();
        String alphabet = "{}[]\":,\\ \n10.e-abtrufalsn'";
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            String text = round % 2 == 0 ? noise(random, alphabet) : lenient.writeValueAsString(values(random, 3));
            ToolArguments read;
            try {
                read = ToolArguments.read(text, ToolMethod.NONE);
            } catch (UnreadableArgumentsException e) {
                continue;
            }
            accepted++;
            assertThat(lenient.readTree(read.json()))
                    .as(text)
                    .isEqualTo(lenient.valueToTree(read.values()))
                    .isEqualTo(
                            text.isBlank() || text.strip().equals("null")
                                    ? lenient.createObjectNode()
                                    : lenient.readTree(text));
        }
        assertThat(accepted).isGreaterThan(9_000);
    }

    private static String noise(Random random, String alphabet) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.append('}').toString();
    }

    private static Map<String, Object> values(Random random, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(
                    "k" + random.nextInt(9) + i,
                    switch (random.nextInt(depth > 0 ? 6 : 4)) {
                        case 0 -> "text \" \\ \u00e9 " + random.nextInt();
                        case 1 -> random.nextInt();
                        case 2 -> random.nextBoolean();
                        case 3 -> random.nextInt(1_000) / 8.0;
                        case 4 -> List.of(random.nextInt(), "x");
                        default -> values(random, depth - 1);
                    });
        }
        return values;
    }
}
