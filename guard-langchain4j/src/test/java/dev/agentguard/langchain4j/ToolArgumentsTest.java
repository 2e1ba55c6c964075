package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToolArgumentsTest {

    enum Stage {
        STAGING,
        PRODUCTION
    }

    record Target(String id, int count) {}

    static class Tools {
        String ran = "";

        @Tool
        void act(
                @P(name = "volume_id") String id,
                @P(name = "stage", defaultValue = "PRODUCTION") Stage stage,
                @P(name = "limit", defaultValue = "5") Integer limit,
                @P(name = "ids", defaultValue = "[\"a\"]") List<String> ids,
                Optional<String> note,
                Target target) {
            ran = id + " " + stage + " " + limit + " " + ids + " " + note.orElse("-") + " " + target;
        }
    }

    private final Tools tools = new Tools();
    private final AiServiceTool tool = ToolService.findTools(tools).get(0);
    private final ToolMethod method = ToolMethod.of(ToolMethod.behind(tool.toolExecutor()), null);

    @Test
    void defaults_that_langchain4j_would_fill_in_are_judged() throws Exception {
        ToolArguments arguments = read("{\"volume_id\": \"v\"}");

        assertThat(arguments.values())
                .isEqualTo(Map.of("volume_id", "v", "stage", "PRODUCTION", "limit", 5, "ids", List.of("a")));
        assertThat(runs(arguments)).isEqualTo("v PRODUCTION 5 [a] - null");
    }

    @Test
    void explicit_null_is_filled_in_like_an_absent_argument() throws Exception {
        assertThat(read("{\"stage\": null, \"note\": null}").values()).containsEntry("stage", "PRODUCTION");
        assertThat(runs(read("{\"stage\": null, \"note\": null}"))).isEqualTo("null PRODUCTION 5 [a] - null");
    }

    @Test
    void given_arguments_stand_against_defaults() throws Exception {
        ToolArguments arguments =
                read("{\"volume_id\": \"v\", \"stage\": \"STAGING\", \"limit\": 7, \"ids\": [], \"note\": \"n\"}");

        assertThat(runs(arguments)).isEqualTo("v STAGING 7 [] n null");
        assertThat(arguments.values()).containsEntry("note", "n").containsEntry("limit", 7);
    }

    @Test
    void enum_name_is_judged_as_the_constant_that_is_passed() throws Exception {
        assertThat(read("{\"stage\": \"staging\"}").values()).containsEntry("stage", "STAGING");
    }

    @Test
    void value_for_a_string_is_judged_as_the_string_that_is_passed() throws Exception {
        ToolArguments arguments = read("{\"volume_id\": {\"b\": 1}, \"note\": 12}");

        assertThat(arguments.values()).containsEntry("volume_id", "{b=1}").containsEntry("note", "12");
        assertThat(runs(arguments)).isEqualTo("{b=1} PRODUCTION 5 [a] 12 null");
    }

    @Test
    void json_in_a_string_for_an_object_is_judged_as_the_object() throws Exception {
        ToolArguments arguments = read("{\"target\": \"{\\\"id\\\": \\\"t\\\", \\\"count\\\": 3}\"}");

        assertThat(arguments.values()).containsEntry("target", Map.of("id", "t", "count", 3));
        assertThat(runs(arguments)).endsWith("Target[id=t, count=3]");
    }

    @Test
    void the_last_of_two_equal_keys_is_judged_and_runs() throws Exception {
        ToolArguments arguments = read("{\"volume_id\": \"safe\", \"volume_id\": \"evil\"}");

        assertThat(arguments.values()).containsEntry("volume_id", "evil");
        assertThat(runs(arguments)).startsWith("evil ");
    }

    @Test
    void repaired_text_is_judged_as_it_runs() throws Exception {
        for (String text : List.of(
                "{\"volume_id\": \"v\",}", "\"{\\\"volume_id\\\": \\\"v\\\"}\"", "{\"volume_id\": \"v\"} and more")) {
            ToolArguments arguments = read(text);

            assertThat(arguments.values()).as(text).containsEntry("volume_id", "v");
            assertThat(runs(arguments)).as(text).startsWith("v ");
        }
    }

    @Test
    void repairs_are_those_of_methods_only() {
        for (ArgumentReading reading : List.of(ArgumentReading.UNKNOWN, ArgumentReading.MCP)) {
            assertThatThrownBy(() -> ToolArguments.read("{\"a\": 1,}", List.of(), reading))
                    .isInstanceOf(UnreadableArgumentsException.class);
        }
        assertThatThrownBy(() -> ToolArguments.read("{\"a\": 1, \"a\": 2}", List.of(), ArgumentReading.UNKNOWN))
                .isInstanceOf(UnreadableArgumentsException.class);
        assertThatCode(() -> assertThat(ToolArguments.read("{\"a\": 1, \"a\": 2}", List.of(), ArgumentReading.MCP)
                                .json())
                        .isEqualTo("{\"a\":2}"))
                .doesNotThrowAnyException();
    }

    @Test
    void argument_that_the_method_does_not_take_is_not_judged() throws Exception {
        ToolArguments arguments = read("{\"volume_id\": \"v\", \"dryRun\": true}");

        assertThat(arguments.values()).containsEntry("volume_id", "v").doesNotContainKey("dryRun");
    }

    @Test
    void number_in_a_string_is_judged_as_the_number_that_is_passed() throws Exception {
        ToolArguments arguments = read("{\"limit\": \" 7 \"}");

        assertThat(arguments.values()).containsEntry("limit", 7);
        assertThat(runs(arguments)).contains(" 7 ");
    }

    @Test
    void duplicate_key_in_a_string_for_an_object_is_judged_as_it_runs() throws Exception {
        ToolArguments arguments = read("{\"target\": \"{\\\"id\\\":\\\"a\\\",\\\"id\\\":\\\"b\\\",\\\"count\\\":1}\"}");

        assertThat(arguments.values()).containsEntry("target", Map.of("id", "b", "count", 1));
        assertThat(runs(arguments)).endsWith("Target[id=b, count=1]");
    }

    @Test
    void numbers_keep_their_value() throws Exception {
        ToolArguments arguments = ToolArguments.read(
                "{\"i\":1,\"l\":9007199254740993,\"d\":1.50,\"x\":0.1234567890123456789}",
                List.of(),
                ArgumentReading.UNKNOWN);

        assertThat(arguments.values())
                .isEqualTo(
                        Map.of("i", 1, "l", 9007199254740993L, "d", 1.5, "x", new BigDecimal("0.1234567890123456789")));
        assertThat(arguments.json())
                .isEqualTo("{\"i\":1,\"l\":9007199254740993,\"d\":1.5,\"x\":0.1234567890123456789}");
    }

    @Test
    void too_deep_and_too_long_arguments_are_unreadable() {
        assertThatThrownBy(
                        () -> ToolArguments.read("{\"a\":" + "[".repeat(100_000), List.of(), ArgumentReading.UNKNOWN))
                .isInstanceOf(UnreadableArgumentsException.class);
        assertThatThrownBy(() -> ToolArguments.read(
                        "{\"a\":\"" + "x".repeat(5 << 20) + "\"}", List.of(), ArgumentReading.UNKNOWN))
                .isInstanceOf(UnreadableArgumentsException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void default_with_a_duplicate_key_fails_when_the_service_is_built() {
        Object wrong = new Object() {
            @Tool
            void act(@P(name = "target", defaultValue = "{\"id\":\"a\",\"id\":\"b\"}") Target target) {}
        };

        assertThatThrownBy(() -> new GuardedToolService("Service", FakeGate.thatAllows()).tools(List.<Object>of(wrong)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("`target`")
                .hasMessageContaining(".act");
    }

    /** Hostile text: either nothing runs, or what is judged is what a plain reader finds in what runs. */
    @Test
    void random_text_is_either_refused_or_read_as_what_runs() throws Exception {
        Random random = new Random(42);
        ObjectMapper reader = new ObjectMapper();
        String seed = "{\"a\":{\"b\":[1,2.5,true,null,\"x\\\"y\"]},\"c\":\"d\",\"\\u0061\":-0.0e1}";
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = mutated(seed, random);
            try {
                ToolArguments arguments = ToolArguments.read(text, List.of(), ArgumentReading.UNKNOWN);
                assertThat(reader.readValue(arguments.json(), Map.class).toString())
                        .isEqualTo(arguments.values().toString());
                read++;
            } catch (UnreadableArgumentsException e) {
                assertThat(e.because()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(100, 9_900);
    }

    @Test
    void plain_text_runs_as_it_was_written() throws Exception {
        for (String text :
                List.of("{ \"volume_id\": \"a, b\", \"limit\": 5}\n", "{\"volume_id\": null, \"x\": true}")) {
            assertThat(ToolArguments.read(text, List.of(), ArgumentReading.UNKNOWN)
                            .json())
                    .isEqualTo(text);
        }
        String whole = "{\"volume_id\": \"v\", \"stage\": \"STAGING\", \"limit\": 5}";
        assertThat(ToolArguments.read(whole, method.parameters().subList(0, 3), ArgumentReading.METHOD)
                        .json())
                .isEqualTo(whole);
    }

    @Test
    void text_that_a_reader_could_change_is_written_anew() throws Exception {
        for (String text : List.of(
                "{\"a\": \"x,}\"}",
                "{\"a\": \"x, ]\"}",
                "{\"a\": \"\\u0041\"}",
                "{\"a\": -0}",
                "{\"a\": 1.50}",
                "{\"a\": [1]}",
                " {\"a\": 1}")) {
            assertThat(ToolArguments.read(text, List.of(), ArgumentReading.UNKNOWN)
                            .json())
                    .isNotEqualTo(text);
        }
        assertThat(read("{\"volume_id\": \"x,}\"}").json()).contains("\\u002C");
        assertThat(read("{\"volume_id\": \"v\"}").json()).contains("PRODUCTION");
    }

    @Test
    void name_that_stands_twice_at_any_depth_is_unreadable() {
        for (String text : List.of("{\"a\": null, \"a\": 1}", "{\"a\": [{\"b\": 1, \"\\u0062\": 2}]}")) {
            assertThatThrownBy(() -> ToolArguments.read(text, List.of(), ArgumentReading.UNKNOWN))
                    .isInstanceOf(UnreadableArgumentsException.class)
                    .hasMessageContaining("line 1");
        }
    }

    /** Releases that repair what is JSON already must find nothing to repair in what runs. */
    @Test
    void nothing_that_runs_is_changed_by_repairs() throws Exception {
        Random random = new Random(7);
        ObjectMapper reader = new ObjectMapper();
        String seed = "{\"volume_id\": \"a,b\", \"note\": \"c d ]\", \"limit\": 10, \"dry\": true}";
        int asWritten = 0;
        int anew = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = mutated(seed, random);
            ToolArguments arguments;
            try {
                arguments = ToolArguments.read(text, method.parameters().subList(0, 1), ArgumentReading.METHOD);
            } catch (UnreadableArgumentsException e) {
                continue;
            }
            String repaired = arguments.json().replaceAll("\\\\\"", "\"").replaceAll(",(\\s*[}\\]])", "$1");
            assertThat(repaired).as(text).isEqualTo(arguments.json());
            Object id = reader.readValue(arguments.json(), Map.class).get("volume_id");
            assertThat(id == null ? null : id.toString())
                    .as(text)
                    .isEqualTo(arguments.values().get("volume_id"));
            if (arguments.json().equals(text)) {
                asWritten++;
            } else {
                anew++;
            }
        }
        assertThat(asWritten).isGreaterThan(100);
        assertThat(anew).isGreaterThan(100);
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        String alphabet = "{}[]\",:\\ue0129.+-nultrab \u0000\ud800";
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            int at = random.nextInt(text.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private ToolArguments read(String text) throws UnreadableArgumentsException {
        return ToolArguments.read(text, method.parameters(), ArgumentReading.METHOD);
    }

    private String runs(ToolArguments arguments) {
        tool.toolExecutor()
                .executeWithContext(
                        ToolExecutionRequest.builder()
                                .name("act")
                                .arguments(arguments.json())
                                .build(),
                        null);
        return tools.ran;
    }
}
